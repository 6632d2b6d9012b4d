-- The reader, for searches: how many photos are in the state :text, kept by triggers.
SELECT coalesce(sum(photos), 0) FROM state_counts WHERE state = :text;
