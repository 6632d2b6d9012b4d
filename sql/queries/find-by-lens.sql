-- The reader, for searches: photos of lenses that have :text in their name; the index is read from one lens to the next.
WITH RECURSIVE lenses (lens) AS (
  SELECT min(lens) FROM exif_data WHERE lens IS NOT NULL
  UNION ALL
  SELECT (SELECT min(e.lens) FROM exif_data e WHERE e.lens IS NOT NULL AND e.lens > l.lens) FROM lenses l WHERE l.lens IS NOT NULL
)
SELECT e.photo_id FROM lenses l JOIN exif_data e ON e.lens = l.lens
 WHERE l.lens IS NOT NULL AND instr(lower(l.lens), lower(:text)) > 0;
