-- The writer, for each entry of a listing with an asset id: what the search told of it.
SELECT id, version, bytes, etag, etag_sent, uploaded_at, duration, pages, status, access_control, metadata, json, hash
  FROM scan_staged WHERE asset_id = :asset_id;
