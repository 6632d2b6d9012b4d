-- The reader: photos and bytes by the month in which they were taken, else uploaded, earliest first.
-- What searches know no year for is one bar at each end.
SELECT CASE WHEN day < -354285 THEN '<1000' WHEN day >= 2932532 THEN '>9998' ELSE strftime('%Y-%m', day * 86400, 'unixepoch') END AS label,
       NULL, NULL, sum(photos), sum(bytes)
  FROM (SELECT (sort_us - 86399999999 * (sort_us < 0)) / 86400000000 AS day, count(*) AS photos, sum(bytes) AS bytes
          FROM photos INDEXED BY photos_by_time GROUP BY 1)
 GROUP BY label ORDER BY min(day);
