-- The reader, for completing searches: every format; the index is read from one to the next.
WITH RECURSIVE formats (format) AS (
  SELECT min(format) FROM photos
  UNION ALL
  SELECT (SELECT min(p.format) FROM photos p WHERE p.format > f.format) FROM formats f WHERE f.format IS NOT NULL
)
SELECT format FROM formats WHERE format IS NOT NULL;
