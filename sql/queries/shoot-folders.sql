-- Naming a shoot: the folders of its photos, most of them first.
SELECT p.folder_path, count(*) FROM photo_shoot_assignments a JOIN photos p ON p.id = a.photo_id
 WHERE a.shoot_id = :id GROUP BY p.folder_path ORDER BY 2 DESC, 1 LIMIT 50;
