-- Needs You: on which days a photo was tried since it last came, the latest first.
SELECT DISTINCT substr(last_attempt, 1, 10) FROM failed_downloads
 WHERE photo_id = :id AND resolved_at IS NULL ORDER BY 1 DESC LIMIT 10;
