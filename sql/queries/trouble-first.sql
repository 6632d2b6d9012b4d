-- Needs You: the first photos of a group.
SELECT id, iif(format IS NULL OR lower(name) LIKE '%.' || lower(format), name, name || '.' || format) FROM photos INDEXED BY photos_in_trouble
 WHERE (state = 'failed' OR state = 'damaged' OR state = 'missing') AND state = :state
   AND (:state <> 'failed' OR failure_cause IS nullif(:cause, ''))
   AND (:state <> 'damaged' OR (verify_result = 'changed') = (:kind = 'changed'))
   AND needs_you = :needs_you
 ORDER BY id LIMIT :limit;
