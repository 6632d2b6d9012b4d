-- The facts pane: earlier files, the latest first.
SELECT path, bytes, backup_date, replaced_at, checksum, coalesce(version, 0) FROM photo_versions
 WHERE photo_id = :id ORDER BY id DESC;
