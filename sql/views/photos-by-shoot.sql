-- Every shoot with how many photos it holds, how large they are, and from when
-- to when they were taken (the camera's clock; where unknown, the upload).
CREATE VIEW photos_by_shoot AS
SELECT s.name AS shoot_name, s.shoot_date, s.client,
       count(p.id) AS photo_count,
       coalesce(sum(p.bytes), 0) AS total_size,
       min(coalesce(e.date_taken, p.created_at)) AS earliest_photo,
       max(coalesce(e.date_taken, p.created_at)) AS latest_photo
  FROM photo_shoots s
  LEFT JOIN photo_shoot_assignments a ON a.shoot_id = s.id
  LEFT JOIN photos p ON p.id = a.photo_id
  LEFT JOIN exif_data e ON e.photo_id = p.id
 GROUP BY s.id;
