-- The writer, for entries that have no asset id in one of the two.
SELECT id, version, bytes, etag, etag_sent, uploaded_at, duration, pages, status, access_control, metadata, json, hash
  FROM scan_staged
 WHERE public_id = :public_id AND resource_type = :resource_type AND resource_kind = :resource_kind
   AND (asset_id IS NULL OR :asset_id IS NULL)
 ORDER BY id DESC LIMIT 1;
