-- The writer, for each entry of a page: the photo the cloud knows by this id.
SELECT id, asset_id, public_id, resource_type, resource_kind, version, bytes, etag, etag_asked,
       gone_at, displaced, listing_hash, search_hash, failure_cause
  FROM photos WHERE asset_id = :asset_id;
