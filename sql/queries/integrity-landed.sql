-- The writer, after photo-landed: its proof.
INSERT INTO file_integrity (photo_id, original_checksum, downloaded_checksum, verification_date, file_size_matches)
SELECT id, etag, checksum, verified_at, coalesce(bytes = local_bytes, 0) FROM photos WHERE id = :id
ON CONFLICT (photo_id) DO UPDATE SET original_checksum = excluded.original_checksum,
  downloaded_checksum = excluded.downloaded_checksum, verification_date = excluded.verification_date,
  file_size_matches = excluded.file_size_matches;
