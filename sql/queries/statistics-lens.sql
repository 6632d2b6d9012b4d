-- The reader: photos and bytes by lens, the most used first; '': not known.
SELECT coalesce(replace(e.lens, '"', ' '), '') AS label, NULL, NULL, count(*), sum(p.bytes)
  FROM photos p LEFT JOIN exif_data e ON e.photo_id = p.id
 GROUP BY label ORDER BY label = '', count(*) DESC, label;
