-- The writer, as replies say it.
INSERT INTO rate_limit (id, calls_limit, calls_remaining, reset_us) VALUES (1, :limit, :remaining, :reset_us)
  ON CONFLICT (id) DO UPDATE SET calls_limit = excluded.calls_limit,
    calls_remaining = excluded.calls_remaining, reset_us = excluded.reset_us;
