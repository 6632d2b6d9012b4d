-- The reader, for the status: where the rate limit stands, or no row.
SELECT calls_limit, calls_remaining, reset_us FROM rate_limit WHERE id = 1;
