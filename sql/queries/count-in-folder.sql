-- The reader, for searches: how many photos are in the folder :text and below, kept by triggers.
SELECT coalesce(sum(photos), 0) FROM folder_counts WHERE folder_path = :text OR (folder_path > :text || '/' AND folder_path < :text || '0');
