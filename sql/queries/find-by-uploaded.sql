-- The reader, for searches: photos uploaded from :min to :max.
SELECT id FROM photos WHERE created_at_us BETWEEN :min AND :max;
