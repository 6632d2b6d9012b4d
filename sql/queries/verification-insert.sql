-- The writer, for each file that reads otherwise than it did: nothing where it reads as before.
INSERT INTO verifications (photo_id, session_id, verified_at, before, result, checksum, bytes, message)
SELECT id, :session_id, :now, verify_result, :result, :md5, :n_bytes, :message
  FROM photos WHERE id = :id AND verify_result IS NOT :result;
