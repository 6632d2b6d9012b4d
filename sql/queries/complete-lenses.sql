-- The reader, for completing searches: every lens; the index is read from one to the next.
WITH RECURSIVE lenses (lens) AS (
  SELECT min(lens) FROM exif_data WHERE lens IS NOT NULL
  UNION ALL
  SELECT (SELECT min(e.lens) FROM exif_data e WHERE e.lens IS NOT NULL AND e.lens > l.lens) FROM lenses l WHERE l.lens IS NOT NULL
)
SELECT lens FROM lenses WHERE lens IS NOT NULL;
