-- The writer, where a manifest tells a newer version of a known photo.
UPDATE photos SET version = :version, bytes = :bytes, etag = coalesce(:etag, etag), listing_hash = NULL, search_hash = NULL
 WHERE id = :id;
