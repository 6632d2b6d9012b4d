-- The writer, for each photo that a listing tells for the first time. Where
-- only some kinds ("photos,videos") or folders (a JSON array, each with what is
-- below it) are to be backed up, one of another is left out from the start.
INSERT INTO photos (
  asset_id, public_id, resource_type, resource_kind, format, version, created_at, created_at_us, uploaded_at,
  bytes, width, height, duration, pages, etag, etag_sent, etag_asked, asset_folder, display_name, folder,
  secure_url, status, access_mode, access_control, metadata, problem, is_remote, folder_path, name,
  listing_hash, search_hash, added_at, skipped_at)
VALUES (
  :asset_id, :public_id, :resource_type, :resource_kind, :format, :version, :created_at, :created_at_us, :uploaded_at,
  :bytes, :width, :height, :duration, :pages, :etag, :etag_sent, :etag_asked, :asset_folder, :display_name, :folder,
  :secure_url, :status, :access_mode, :access_control, :metadata, :problem, :is_remote, :folder_path, :name,
  :listing_hash, :search_hash, :now,
  iif(EXISTS (SELECT 1 FROM settings
               WHERE key = 'only_kinds'
                 AND instr(',' || value || ',',
                           CASE :resource_type WHEN 'image' THEN ',photos,' WHEN 'video' THEN ',videos,' ELSE ',files,' END) = 0)
      OR EXISTS (SELECT 1 FROM settings s
                  WHERE s.key = 'only_folders' AND json_valid(s.value)
                    AND NOT EXISTS (SELECT 1 FROM json_each(s.value) f
                                     WHERE :folder_path = f.value
                                        OR substr(:folder_path, 1, length(f.value) + 1) = f.value || '/')),
      :now, NULL));
