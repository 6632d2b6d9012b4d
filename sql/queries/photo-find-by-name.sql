-- The writer, for each entry that was not found by asset id: who has the name now.
SELECT id, asset_id, public_id, resource_type, resource_kind, version, bytes, etag, etag_asked,
       gone_at, displaced, listing_hash, search_hash, failure_cause
  FROM photos
 WHERE public_id = :public_id AND resource_type = :resource_type AND resource_kind = :resource_kind
   AND gone_at IS NULL AND displaced = 0;
