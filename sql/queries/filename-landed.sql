-- The writer, after photo-landed: what the file was called, as far as a listing tells.
INSERT INTO original_filenames (photo_id, original_filename, upload_date, file_path_hint, source)
SELECT id, name, coalesce(uploaded_at, created_at), folder_path,
       iif(coalesce(display_name, '') <> '', 'display_name', 'public_id')
  FROM photos WHERE id = :id
ON CONFLICT (photo_id) DO UPDATE SET original_filename = excluded.original_filename, upload_date = excluded.upload_date,
  file_path_hint = excluded.file_path_hint, source = excluded.source
  WHERE original_filenames.source <> 'details';
