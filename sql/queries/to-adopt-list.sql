-- The reader: places where a crash may have left a whole file that is not known of.
SELECT p.id, p.reserved_path, NULL, p.local_bytes, p.checksum, p.sha256, p.local_mtime_us, p.resource_type, p.format,
       p.asset_id, p.resource_type, p.resource_kind, p.public_id, p.format, p.version, p.created_at, p.created_at_us, p.uploaded_at,
       p.bytes, p.width, p.height, p.duration, p.pages, p.etag, p.etag_sent, p.asset_folder, p.display_name, p.folder,
       p.secure_url, p.status, p.access_mode, p.access_control
  FROM photos p
 WHERE p.reserved_path IS NOT NULL
   AND (p.local_path IS NULL OR p.local_path <> p.reserved_path OR p.attempt_cut_off = 1)
   AND p.id > :after_id
 ORDER BY p.id LIMIT :limit;
