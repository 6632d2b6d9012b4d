-- The reader: photos and bytes by focal length in whole millimetres, and what is the least and the most in each; NULL: not known.
SELECT iif(e.focal_length >= 0, CAST(e.focal_length AS INTEGER), NULL) AS label, min(e.focal_length), max(e.focal_length), count(*), sum(p.bytes)
  FROM photos p LEFT JOIN exif_data e ON e.photo_id = p.id
 GROUP BY label ORDER BY label IS NULL, label;
