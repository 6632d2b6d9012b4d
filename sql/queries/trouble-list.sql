-- Needs You: what is wrong, by kind, cause and whether a person is needed; most first.
SELECT kind, cause, needs_you, photos, first_failed_at, last_failed_at, next_retry_us, message FROM trouble_groups
 ORDER BY needs_you DESC, photos DESC, kind, cause;
