-- The reader, for searches: photos taken, or where that is not known uploaded, from :min to :max.
SELECT id FROM photos WHERE sort_us BETWEEN :min AND :max;
