-- The reader: the latest runs, newest first.
SELECT id, session_type, cloudinary_cloud_name, started_at, completed_at,
       total_photos, successful_photos, failed_photos, total_bytes, notes
  FROM backup_sessions ORDER BY id DESC LIMIT :limit;
