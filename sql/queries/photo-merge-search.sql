-- The writer, for each known photo of a search page that tells something new.
UPDATE photos SET
  etag = coalesce(:etag, etag),
  etag_sent = coalesce(:etag_sent, etag_sent),
  etag_asked = 1,
  uploaded_at = coalesce(:uploaded_at, uploaded_at),
  duration = coalesce(:duration, duration),
  pages = coalesce(:pages, pages),
  status = coalesce(:status, status),
  access_control = coalesce(:access_control, access_control),
  metadata = coalesce(metadata, :metadata),
  search_hash = :search_hash
WHERE id = :id;
