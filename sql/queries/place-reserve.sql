-- The writer, when a place is chosen.
UPDATE photos SET reserved_path = :path, reserved_key = :key, placed_as = shown_as WHERE id = :id;
