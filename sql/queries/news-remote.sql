-- Home: photos that nobody left out, and of which the cloud holds no original.
SELECT count(*) FROM photos WHERE state = 'skipped' AND is_remote = 1 AND skipped_at IS NULL;
