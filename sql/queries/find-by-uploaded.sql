-- The reader, for searches: photos uploaded from :min to :max; read from an index alone.
SELECT id FROM photos INDEXED BY photos_by_time WHERE created_at_us BETWEEN :min AND :max;
