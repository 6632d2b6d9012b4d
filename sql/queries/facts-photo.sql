-- The facts pane: one photo, all but what stands in other tables.
SELECT p.asset_id, p.resource_kind, p.version, p.created_at, p.uploaded_at, p.bytes, p.width, p.height, p.pages,
       p.secure_url, p.etag, p.etag_sent, p.asset_folder, p.display_name, p.access_mode, p.access_control, p.status,
       p.metadata, p.problem, p.gone_at, p.returned_at, p.added_at, p.checksum, p.sha256, p.local_bytes, p.backup_date,
       p.verified_at, p.verify_result, p.verify_message, p.inspect_problem, p.altered, p.orientation,
       p.taken_at_us, p.failure_attempts, p.failed_at, i.original_checksum, i.downloaded_checksum,
       i.checksum_verified, i.file_size_matches, i.verification_date, f.original_filename,
       (SELECT started_at FROM scans s WHERE s.complete = 1 AND s.id < p.gone_scan ORDER BY s.id DESC LIMIT 1), p.needs_you
  FROM photos p
  LEFT JOIN file_integrity i ON i.photo_id = p.id
  LEFT JOIN original_filenames f ON f.photo_id = p.id
 WHERE p.id = :id;
