-- The reader, for searches: has:thumbnail.
SELECT id FROM photos WHERE has_thumbnail = 1;
