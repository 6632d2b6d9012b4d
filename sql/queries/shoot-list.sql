-- The sidebar: every shoot with how many photos it holds, latest first.
SELECT s.id, s.name, s.shoot_date,
       (SELECT count(*) FROM photo_shoot_assignments a WHERE a.shoot_id = s.id)
  FROM photo_shoots s
 ORDER BY s.shoot_date DESC NULLS LAST, s.id DESC;
