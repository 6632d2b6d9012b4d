-- The reader, for searches: photos from :min to :max pixels high.
SELECT id FROM photos WHERE height IS NOT NULL AND height BETWEEN :min AND :max;
