-- The clock doctor: every camera, how many photos it took, from when to when, and how many of them were shifted.
SELECT coalesce(e.camera_make, ''), coalesce(e.camera_model, ''), coalesce(e.camera_serial, ''), count(*), min(p.taken_at_us), max(p.taken_at_us),
       count(c.photo_id)
  FROM exif_data e JOIN photos p ON p.id = e.photo_id
  LEFT JOIN clock_shifts c ON c.photo_id = p.id
 WHERE p.taken_at_us IS NOT NULL AND e.camera_model IS NOT NULL
 GROUP BY 1, 2, 3 ORDER BY 4 DESC, 2, 3;
