-- The writer, after verification-record: the last proof, where the file could be read.
INSERT INTO file_integrity (photo_id, original_checksum, downloaded_checksum, verification_date, file_size_matches)
SELECT id, etag, :md5, :now, coalesce(bytes = :n_bytes, 0) FROM photos WHERE id = :id AND local_path IS NOT NULL
ON CONFLICT (photo_id) DO UPDATE SET original_checksum = excluded.original_checksum,
  downloaded_checksum = excluded.downloaded_checksum, verification_date = excluded.verification_date,
  file_size_matches = excluded.file_size_matches;
