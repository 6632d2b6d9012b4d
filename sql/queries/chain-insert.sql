-- The writer, for each chain of a generation that begins.
INSERT INTO scan_chains (generation, chain) VALUES (:generation, :chain);
