-- The sidebar: every shoot with how many photos it holds, latest first.
SELECT s.id, s.name, s.shoot_date, s.photos
  FROM photo_shoots s
 ORDER BY s.shoot_date DESC, s.id DESC;
