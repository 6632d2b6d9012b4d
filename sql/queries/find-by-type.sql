-- The reader, for searches: photos of the resource type :text, which is not “image”: few are not.
SELECT id FROM photos WHERE resource_type <> 'image' AND resource_type = :text;
