-- The reader, for searches: photos whose file is not here: all but those of set-here.
SELECT id FROM photos WHERE state IN ('arriving', 'damaged', 'skipped', 'missing', 'failed', 'waiting');
