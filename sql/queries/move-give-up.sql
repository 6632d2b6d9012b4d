-- The writer, when a file is to stay where it is.
UPDATE photos SET reserved_path = local_path, reserved_key = local_key, placed_as = shown_as
 WHERE id = :id AND local_path IS NOT NULL;
