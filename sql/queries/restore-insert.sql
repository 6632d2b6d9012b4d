-- The writer, for each line of a manifest whose photo is not known. The next scan tells the rest.
INSERT INTO photos (asset_id, public_id, resource_type, resource_kind, format, version, bytes, etag, folder_path, name, added_at)
VALUES (:asset_id, :public_id, :resource_type, :resource_kind, :format, :version, :bytes, :etag, :folder_path, :name, :now);
