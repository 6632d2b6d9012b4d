-- The lists: photos that were fetched since :argument.
SELECT photo_id FROM downloads WHERE adopted = 0 AND landed_at >= :argument;
