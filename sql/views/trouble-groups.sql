-- What is wrong, by kind (damaged, changed, missing, failed), cause of failure and
-- whether a person is needed, as Needs You shows it.
CREATE VIEW trouble_groups AS
SELECT iif(state = 'damaged' AND verify_result = 'changed', 'changed', state) AS kind,
       iif(state = 'failed', coalesce(failure_cause, ''), '') AS cause,
       needs_you,
       count(*) AS photos,
       min(failed_at) AS first_failed_at,
       max(failed_at) AS last_failed_at,
       min(retry_at_us) AS next_retry_us,
       max(failure_message) AS message
  FROM photos INDEXED BY photos_in_trouble
 WHERE state = 'failed' OR state = 'damaged' OR state = 'missing'
 GROUP BY 1, 2, 3;
