-- The writer, when the search has told all it will: photos without a checksum have none.
UPDATE photos SET etag_asked = 1 WHERE etag IS NULL AND etag_asked = 0;
