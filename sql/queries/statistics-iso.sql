-- The reader: photos and bytes by sensitivity, and what is the least and the most in each; NULL: not known.
SELECT iif(e.iso >= 0, e.iso, NULL) AS label, min(e.iso), max(e.iso), count(*), sum(p.bytes)
  FROM photos p LEFT JOIN exif_data e ON e.photo_id = p.id
 GROUP BY label ORDER BY label IS NULL, label;
