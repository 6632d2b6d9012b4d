-- Home: what was fetched since :since, each photo once.
SELECT count(DISTINCT photo_id), coalesce(sum(bytes), 0) FROM downloads WHERE adopted = 0 AND landed_at >= :since;
