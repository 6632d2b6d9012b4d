-- The reader: photos and bytes by camera, the most used first; '': not known.
-- A camera is called by its model, with the maker before it where the model does not begin with the maker's name;
-- a quotation mark becomes a blank, for a search can hold none.
SELECT trim(replace(iif(instr(lower(coalesce(camera_model, '')), lower(substr(camera_make, 1, instr(camera_make || ' ', ' ') - 1))) = 1,
                          camera_model, coalesce(camera_make, '') || ' ' || coalesce(camera_model, '')), '"', ' ')) AS label,
       NULL, NULL, sum(photos), sum(bytes)
  FROM (SELECT e.camera_make, e.camera_model, count(*) AS photos, sum(p.bytes) AS bytes
          FROM photos p LEFT JOIN exif_data e ON e.photo_id = p.id
         GROUP BY e.camera_make, e.camera_model)
 GROUP BY label ORDER BY label = '', sum(photos) DESC, label;
