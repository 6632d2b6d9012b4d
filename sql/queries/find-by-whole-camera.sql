-- The reader, for searches: photos of the very camera :text, as statistics-camera calls it; the index is read from one camera to the next.
-- A camera is called by its model, with the maker before it where the model does not begin with the maker's name;
-- a quotation mark becomes a blank, for a search can hold none.
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
SELECT e.photo_id FROM cameras c
  JOIN exif_data e ON e.camera_model IS c.model AND e.camera_make IS c.make
 WHERE trim(replace(iif(instr(lower(coalesce(c.model, '')), lower(substr(c.make, 1, instr(c.make || ' ', ' ') - 1))) = 1,
                        c.model, coalesce(c.make, '') || ' ' || coalesce(c.model, '')), '"', ' ')) = :text;
