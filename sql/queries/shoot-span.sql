-- From when to when the photos of a shoot were taken; where unknown, uploaded.
SELECT min(p.sort_us), max(p.sort_us) FROM photo_shoot_assignments a JOIN photos p ON p.id = a.photo_id WHERE a.shoot_id = :id;
