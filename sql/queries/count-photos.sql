-- How many photos there are, kept by triggers.
SELECT coalesce(sum(photos), 0) FROM state_counts;
