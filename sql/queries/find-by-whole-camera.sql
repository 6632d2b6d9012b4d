-- The reader, for searches: photos of the very camera :text, as statistics-camera calls it; read from an index alone.
-- A camera is called by its model, with the maker before it where the model does not begin with the maker's name;
-- a quotation mark becomes a blank, for a search can hold none.
WITH cameras (camera_make, camera_model, name) AS MATERIALIZED (
  SELECT camera_make, camera_model,
         trim(replace(iif(instr(lower(coalesce(camera_model, '')), lower(substr(camera_make, 1, instr(camera_make || ' ', ' ') - 1))) = 1,
                          camera_model, coalesce(camera_make, '') || ' ' || coalesce(camera_model, '')), '"', ' '))
    FROM exif_data GROUP BY camera_model, camera_make
)
SELECT e.photo_id FROM cameras c
  JOIN exif_data e ON e.camera_model IS c.camera_model AND e.camera_make IS c.camera_make
 WHERE c.name = :text;
