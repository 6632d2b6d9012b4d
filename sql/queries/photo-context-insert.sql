-- The writer, for each pair of a photo's context; of twins the last stands.
INSERT INTO photo_context (photo_id, key, value) VALUES (:photo_id, :key, :value)
  ON CONFLICT (photo_id, key) DO UPDATE SET value = excluded.value;
