-- The reader, for searches: photos that are of another resource type than “image”.
SELECT id FROM photos WHERE resource_type <> 'image';
