-- The reader, for searches: how many photos set-here gives, kept by triggers; :text is not asked for.
SELECT coalesce(sum(photos), 0) FROM state_counts WHERE :text IS NOT NULL AND state IN ('proven', 'size_only', 'altered', 'gone_from_cloud');
