-- The writer, for bytes that just came over the network.
INSERT INTO traffic (at_us, bytes) VALUES (:now_us, :n_bytes);
