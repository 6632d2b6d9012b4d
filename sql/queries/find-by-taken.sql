-- The reader, for searches: photos taken from :min to :max.
SELECT id FROM photos WHERE taken_at_us IS NOT NULL AND taken_at_us BETWEEN :min AND :max;
