-- The writer, when photos are left out: those whose file is not here.
UPDATE photos SET skipped_at = :now, asked_for_us = NULL
 WHERE id IN (SELECT value FROM json_each(:ids))
   AND skipped_at IS NULL AND is_remote = 0 AND is_downloaded = 0
   AND state IN ('waiting', 'failed', 'missing', 'arriving');
