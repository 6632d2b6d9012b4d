-- The writer, for a file without camera data: what the cloud had read in it, or no row.
SELECT json_extract(m, '$.Make'), json_extract(m, '$.Model'), json_extract(m, '$.LensModel'),
       json_extract(m, '$.FocalLength'), json_extract(m, '$.FNumber'), json_extract(m, '$.ExposureTime'),
       json_extract(m, '$.ISO'), json_extract(m, '$.DateTimeOriginal'), json_extract(m, '$.OffsetTimeOriginal'),
       json_extract(m, '$.GPSLatitude'), json_extract(m, '$.GPSLongitude'),
       json_extract(m, '$.ImageDescription'), json_extract(m, '$.Artist'), json_extract(m, '$.Copyright')
  FROM (SELECT CASE WHEN json_valid(details) AND json_type(details, '$.image_metadata') = 'object'
                    THEN json_extract(details, '$.image_metadata')
                    WHEN json_valid(search) AND json_type(search, '$.image_metadata') = 'object'
                    THEN json_extract(search, '$.image_metadata') END AS m
          FROM photo_documents WHERE photo_id = :photo_id)
 WHERE m IS NOT NULL;
