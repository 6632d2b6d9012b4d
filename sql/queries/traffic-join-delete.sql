-- The writer, after traffic-join-insert: the rows that were joined, all but each day's newest id.
DELETE FROM traffic WHERE at_us < :before_us
   AND id NOT IN (SELECT max(id) FROM traffic WHERE at_us < :before_us GROUP BY at_us / 86400000000);
