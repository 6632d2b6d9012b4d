-- The reader, for searches: photos taken from :min to :max. Where the upload was at the very same time, the row itself is asked.
SELECT id FROM photos WHERE sort_us BETWEEN :min AND :max AND (sort_us <> created_at_us OR taken_at_us IS NOT NULL);
