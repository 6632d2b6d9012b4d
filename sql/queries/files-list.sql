-- The reader, for the manifest: every file here, by path, with what tells whose it is.
-- Version and checksum are those of the file that landed, not of a newer one in the cloud.
SELECT p.id, p.local_path, p.reserved_path, p.local_bytes, p.checksum, p.sha256, p.local_mtime_us, p.resource_type, p.format,
       p.asset_id, p.resource_type, p.resource_kind, p.public_id, p.format, coalesce(p.fetched_version, p.version), NULL, 0, NULL,
       p.bytes, 0, 0, NULL, 0, iif(p.fetched_version IS p.version, p.etag, p.fetched_etag), NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL
  FROM photos p
 WHERE p.local_path IS NOT NULL AND p.local_path > :after_path AND p.verify_result IS NOT 'missing'
 ORDER BY p.local_path LIMIT :limit;
