-- The writer, when a collection is opened or added to.
UPDATE collections SET used_at_us = :now_us WHERE id = :id;
