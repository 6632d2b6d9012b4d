-- The reader, for searches: photos of the resource type :text, present or gone; read from indexes alone.
SELECT id FROM photos WHERE resource_type = :text AND gone_at IS NULL AND displaced = 0
UNION ALL
SELECT id FROM photos WHERE resource_type = :text AND (gone_at IS NOT NULL OR displaced = 1);
