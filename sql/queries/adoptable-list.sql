-- Taking over: every photo without a file, what the predecessor called its file ("/" became "_"), and what it knew of it.
-- Its database is still attached.
SELECT p.id, replace(p.public_id, '/', '_'), p.format, p.version, p.bytes, nullif(trim(old.checksum), '')
  FROM main.photos p LEFT JOIN predecessor.photos old ON old.id = p.id
 WHERE p.local_path IS NULL ORDER BY p.id;
