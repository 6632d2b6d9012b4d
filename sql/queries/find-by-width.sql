-- The reader, for searches: photos from :min to :max pixels wide.
SELECT id FROM photos INDEXED BY photos_in_brief WHERE width IS NOT NULL AND width BETWEEN :min AND :max;
