-- The reader: files that are not as they landed, or could not be read, by path.
SELECT p.id, p.public_id, p.local_path, p.verify_result, p.verify_message, p.verified_at, p.gone_at IS NOT NULL
  FROM photos p
 WHERE p.local_path IS NOT NULL AND p.verify_result <> 'sound'
   AND (p.state IN ('damaged', 'missing')
        OR p.id IN (SELECT v.photo_id FROM verifications v WHERE v.result = 'unreadable'))
 ORDER BY p.local_path LIMIT :limit;
