-- The reader, for searches: photos that are proven and were read from :min to :max.
SELECT id FROM photos INDEXED BY photos_by_proof WHERE verified_at_us IS NOT NULL AND verified_at_us BETWEEN :min AND :max AND state = 'proven';
