-- The reader, for searches: photos of :min to :max bytes; read from an index alone.
SELECT id FROM photos INDEXED BY photos_by_time WHERE bytes BETWEEN :min AND :max;
