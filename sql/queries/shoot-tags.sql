-- Naming a shoot: the tags of its photos, the commonest first.
SELECT t.name, count(DISTINCT pt.photo_id) FROM photo_shoot_assignments a JOIN photo_tags pt ON pt.photo_id = a.photo_id
  JOIN tags t ON t.id = pt.tag_id WHERE a.shoot_id = :id GROUP BY t.id ORDER BY 2 DESC, 1 LIMIT 1;
