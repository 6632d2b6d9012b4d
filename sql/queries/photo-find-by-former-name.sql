-- The writer, for entries without an asset id: who had the name last.
SELECT id, asset_id, public_id, resource_type, resource_kind, version, bytes, etag, etag_asked,
       gone_at, displaced, listing_hash, search_hash, failure_cause
  FROM photos
 WHERE public_id = :public_id AND resource_type = :resource_type AND resource_kind = :resource_kind
   AND (gone_at IS NOT NULL OR displaced = 1)
 ORDER BY id DESC LIMIT 1;
