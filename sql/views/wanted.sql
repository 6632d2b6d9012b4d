-- What is to be fetched now: what a person asked for before the rest, then the
-- newest. Read it with LIMIT. Failed photos whose time has come are in it.
CREATE VIEW wanted AS
SELECT id, want_rank, created_at_us FROM photos WHERE want_rank IS NOT NULL
UNION ALL
SELECT id, iif(asked_for_us IS NULL, 1, 0), created_at_us FROM photos
 WHERE retry_at_us IS NOT NULL AND retry_at_us <= CAST(strftime('%s', 'now') AS INTEGER) * 1000000
 ORDER BY 2, 3 DESC, 1 DESC;
