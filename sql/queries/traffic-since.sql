-- The reader, for the plan: bytes that came over the network since then, by when their row began.
SELECT coalesce(sum(bytes), 0) FROM traffic WHERE at_us >= :since_us;
