-- The writer, for each entry of a search page whose photo the listing did not tell yet.
INSERT INTO scan_staged (asset_id, resource_type, resource_kind, public_id, version, bytes, etag, etag_sent,
  uploaded_at, duration, pages, status, access_control, metadata, json, hash)
VALUES (:asset_id, :resource_type, :resource_kind, :public_id, :version, :bytes, :etag, :etag_sent,
  :uploaded_at, :duration, :pages, :status, :access_control, :metadata, :json, :hash)
ON CONFLICT (asset_id) WHERE asset_id IS NOT NULL DO UPDATE SET
  resource_type = excluded.resource_type, resource_kind = excluded.resource_kind, public_id = excluded.public_id,
  version = excluded.version, bytes = excluded.bytes, etag = excluded.etag, etag_sent = excluded.etag_sent,
  uploaded_at = excluded.uploaded_at, duration = excluded.duration, pages = excluded.pages, status = excluded.status,
  access_control = excluded.access_control, metadata = excluded.metadata, json = excluded.json, hash = excluded.hash;
