-- What decides which of several duplicates is kept.
SELECT p.id, p.public_id, p.bytes, p.width, p.height, p.created_at_us, p.format, p.folder_path, p.gone_at IS NULL, p.local_path IS NOT NULL,
       (SELECT keeper_id FROM duplicate_marks m WHERE m.photo_id = p.id),
       (SELECT count(*) FROM photo_collections c WHERE c.photo_id = p.id) + (SELECT count(*) FROM photo_tags t WHERE t.photo_id = p.id),
       EXISTS (SELECT 1 FROM exif_data e WHERE e.photo_id = p.id AND e.date_taken IS NOT NULL),
       iif(p.format IS NULL OR lower(p.name) LIKE '%.' || lower(p.format), p.name, p.name || '.' || p.format)
  FROM photos p WHERE p.id = :id;
