-- The writer, when a file was moved to :path.
UPDATE photos SET local_path = :path, local_key = :key, reserved_path = :path, reserved_key = :key,
  placed_as = shown_as, verify_result = iif(verify_result = 'missing', 'sound', verify_result)
 WHERE id = :id AND local_path IS NOT NULL;
