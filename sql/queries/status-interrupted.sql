-- The reader: photos that a run was fetching, by what they are if nobody fetches
-- them any more: that run was killed, and the next one has not begun.
SELECT CASE
    WHEN verify_result = 'damaged' OR verify_result = 'changed' THEN 'damaged'
    WHEN verify_result = 'missing' THEN 'missing'
    WHEN failed_at IS NOT NULL THEN 'failed'
    ELSE 'waiting' END AS state_then,
  count(*), coalesce(sum(bytes), 0)
  FROM photos WHERE arriving_session IS NOT NULL GROUP BY state_then;
