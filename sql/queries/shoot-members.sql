-- The photos of a shoot, in the order they were taken, and since when they are in it.
SELECT a.photo_id, a.assigned_at FROM photo_shoot_assignments a JOIN photos p ON p.id = a.photo_id
 WHERE a.shoot_id = :id ORDER BY p.sort_us, p.id;
