-- The reader: files whose photo is called otherwise now, or that have a new place already.
SELECT p.id, p.local_path, p.reserved_path, p.local_bytes, p.checksum, p.sha256, p.local_mtime_us, p.resource_type, p.format,
       p.asset_id, p.resource_type, p.resource_kind, p.public_id, p.format, p.version, p.created_at, p.created_at_us, p.uploaded_at,
       p.bytes, p.width, p.height, p.duration, p.pages, p.etag, p.etag_sent, p.asset_folder, p.display_name, p.folder,
       p.secure_url, p.status, p.access_mode, p.access_control
  FROM photos p
 WHERE p.local_path IS NOT NULL AND (p.rename_wanted = 1 OR p.local_path <> p.reserved_path)
   AND p.arriving_session IS NULL AND p.verify_result IS NOT 'missing'
   AND p.local_path LIKE 'Photos/%'  -- what was taken over stays where it is
 ORDER BY p.id LIMIT :limit;
