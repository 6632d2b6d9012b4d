-- What is wrong, by state and cause: how many photos, how many of them need a
-- person, how many are tried again by themselves, and since when.
CREATE VIEW trouble AS
SELECT state,
       coalesce(failure_cause, '') AS cause,
       count(*) AS photos,
       sum(needs_you) AS needs_person,
       sum(retry_at_us IS NOT NULL) AS trying_again,
       min(failed_at) AS since
  FROM photos
 WHERE state IN ('failed', 'damaged', 'missing')
 GROUP BY state, coalesce(failure_cause, '');
