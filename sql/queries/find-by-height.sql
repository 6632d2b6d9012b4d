-- The reader, for searches: photos from :min to :max pixels high.
SELECT id FROM photos INDEXED BY photos_in_brief WHERE height IS NOT NULL AND height BETWEEN :min AND :max;
