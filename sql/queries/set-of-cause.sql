-- The lists: photos in trouble of the kind or cause :argument ("damaged", "changed",
-- "missing", or a cause of failure). :id 1: those that need a person; 2: the others; 0: both.
SELECT id FROM photos
 WHERE state = 'failed' AND failure_cause = :argument AND (:id = 0 OR needs_you = (:id = 1))
UNION ALL
SELECT id FROM photos
 WHERE state = 'damaged' AND verify_result = :argument AND (:id = 0 OR needs_you = (:id = 1))
UNION ALL
SELECT id FROM photos
 WHERE state = 'missing' AND :argument = 'missing' AND (:id = 0 OR needs_you = (:id = 1));
