-- The reader, for searches: photos of cameras that have :text in their name; the index is read from one model to the next.
WITH RECURSIVE models (model) AS (
  SELECT min(camera_model) FROM exif_data
  UNION ALL
  SELECT (SELECT min(e.camera_model) FROM exif_data e WHERE e.camera_model > m.model) FROM models m WHERE m.model IS NOT NULL
)
SELECT e.photo_id FROM models m JOIN exif_data e ON e.camera_model = m.model
 WHERE m.model IS NOT NULL
   AND instr(lower(coalesce((SELECT min(o.camera_make) FROM exif_data o WHERE o.camera_model = m.model), '') || ' ' || m.model), lower(:text)) > 0;
