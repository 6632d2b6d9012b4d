-- The facts pane: one photo, all but what stands in other tables: texts first, then numbers.
SELECT p.asset_id, p.resource_kind, p.created_at, p.uploaded_at, p.secure_url, p.etag,
       p.etag_sent, p.asset_folder, p.display_name, p.access_mode, p.access_control,
       p.status, p.metadata, p.problem, p.gone_at,
       (SELECT started_at FROM scans s WHERE s.complete = 1 AND s.id < p.gone_scan ORDER BY s.id DESC LIMIT 1), p.returned_at,
       p.added_at, f.original_filename, p.checksum, p.sha256, p.backup_date,
       p.verified_at, p.verify_result, p.verify_message, p.inspect_problem, p.failed_at,
       i.original_checksum, i.downloaded_checksum, i.verification_date,
       p.version, coalesce(p.bytes, -1), p.width, p.height, p.pages, p.local_bytes,
       i.checksum_verified, i.file_size_matches, p.altered, p.needs_you, p.orientation, p.failure_attempts,
       coalesce((SELECT shift_us FROM clock_shifts c WHERE c.photo_id = p.id), 0)
  FROM photos p
  LEFT JOIN file_integrity i ON i.photo_id = p.id
  LEFT JOIN original_filenames f ON f.photo_id = p.id
 WHERE p.id = :id;
