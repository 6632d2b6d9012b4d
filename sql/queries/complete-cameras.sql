-- The reader, for completing searches: every camera, called as statistics-camera calls it; the index is read from one to the next.
WITH RECURSIVE
models (model) AS (
  SELECT min(camera_model) FROM exif_data
  UNION ALL
  SELECT (SELECT min(e.camera_model) FROM exif_data e WHERE e.camera_model > m.model) FROM models m WHERE m.model IS NOT NULL
),
cameras (model, make) AS (
  SELECT m.model, (SELECT min(e.camera_make) FROM exif_data e WHERE e.camera_model IS m.model) FROM models m
  UNION ALL
  SELECT c.model, (SELECT min(e.camera_make) FROM exif_data e WHERE e.camera_model IS c.model AND e.camera_make > c.make)
    FROM cameras c WHERE c.make IS NOT NULL
)
SELECT DISTINCT trim(replace(iif(instr(lower(coalesce(model, '')), lower(substr(make, 1, instr(make || ' ', ' ') - 1))) = 1,
                                 model, coalesce(make, '') || ' ' || coalesce(model, '')), '"', ' ')) AS name
  FROM cameras c
 WHERE name <> '' AND EXISTS (SELECT 1 FROM exif_data e WHERE e.camera_model IS c.model AND e.camera_make IS c.make);
