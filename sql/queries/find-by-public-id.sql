-- The reader, for searches: photos whose whole public id is :text, present or gone.
SELECT id FROM photos WHERE public_id = :text AND gone_at IS NULL AND displaced = 0
UNION ALL
SELECT id FROM photos WHERE public_id = :text AND (gone_at IS NOT NULL OR displaced = 1);
