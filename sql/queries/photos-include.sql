-- The writer, when photos that were left out are included again.
UPDATE photos SET skipped_at = NULL
 WHERE id IN (SELECT value FROM json_each(:ids)) AND skipped_at IS NOT NULL;
