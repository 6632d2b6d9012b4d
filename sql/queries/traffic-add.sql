-- The writer, for bytes that just came over the network: added to the row of this hour.
-- What was fetched since the plan's figures_at stays exact, since no row has bytes from before
-- it and from after it: where the cloud's figures count as of now, figures_at changes and the next
-- bytes begin a row of their own; where they are of a day, its midnight is the end of an hour.
INSERT INTO traffic (at_us, bytes, hour, figures_at)
VALUES (:now_us, :n_bytes, :now_us / 3600000000, coalesce((SELECT figures_at FROM plan WHERE id = 1), ''))
  ON CONFLICT (hour, figures_at) WHERE hour IS NOT NULL DO UPDATE SET bytes = bytes + excluded.bytes;
