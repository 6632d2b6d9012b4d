-- Every folder at every level, with all that is in it and below; '' is the
-- library itself. Grows from the counters of folders, not from the photos.
CREATE VIEW folder_structure AS
WITH RECURSIVE above (folder_path, photos, bytes) AS (
  SELECT folder_path, photos, bytes FROM folder_counts
  UNION ALL
  -- Without its last part: what is left of a/b/c once its trailing "c" and "/" are trimmed.
  SELECT rtrim(rtrim(folder_path, replace(folder_path, '/', '')), '/'), photos, bytes
    FROM above WHERE folder_path <> ''
)
SELECT folder_path, sum(photos) AS photo_count, sum(bytes) AS total_size
  FROM above
 GROUP BY folder_path;
