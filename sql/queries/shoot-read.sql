-- One shoot.
SELECT s.id, s.name, s.shoot_date, s.location, s.client, s.description, s.created_at, s.origin, s.begins_us, s.ends_us, s.photos,
       (SELECT coalesce(sum(p.bytes), 0) FROM photo_shoot_assignments a JOIN photos p ON p.id = a.photo_id WHERE a.shoot_id = s.id)
  FROM photo_shoots s WHERE s.id = :id;
