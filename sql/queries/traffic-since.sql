-- The reader, for the plan: bytes that came over the network since then.
SELECT coalesce(sum(bytes), 0) FROM traffic WHERE at_us >= :since_us;
