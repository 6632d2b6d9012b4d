-- The writer, for each photo that a listing tells for the first time.
INSERT INTO photos (
  asset_id, public_id, resource_type, resource_kind, format, version, created_at, created_at_us, uploaded_at,
  bytes, width, height, duration, pages, etag, etag_sent, etag_asked, asset_folder, display_name, folder,
  secure_url, status, access_mode, access_control, metadata, problem, is_remote, folder_path, name,
  listing_hash, search_hash, added_at)
VALUES (
  :asset_id, :public_id, :resource_type, :resource_kind, :format, :version, :created_at, :created_at_us, :uploaded_at,
  :bytes, :width, :height, :duration, :pages, :etag, :etag_sent, :etag_asked, :asset_folder, :display_name, :folder,
  :secure_url, :status, :access_mode, :access_control, :metadata, :problem, :is_remote, :folder_path, :name,
  :listing_hash, :search_hash, :now);
