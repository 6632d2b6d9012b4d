-- The writer: where the chains of a generation stand.
SELECT chain, cursor, is_done, is_off, n_found FROM scan_chains WHERE generation = :generation;
