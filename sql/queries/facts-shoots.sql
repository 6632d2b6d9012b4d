-- The facts pane: of which shoots a photo is.
SELECT s.id, s.name, s.shoot_date FROM photo_shoot_assignments a JOIN photo_shoots s ON s.id = a.shoot_id
 WHERE a.photo_id = :id ORDER BY s.shoot_date DESC, s.id DESC;
