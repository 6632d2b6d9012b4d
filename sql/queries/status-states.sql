-- The reader, for the status: the ten counters.
SELECT state, photos, bytes, bytes_here, files, asked_for, trying_again FROM state_counts;
