-- At opening for writing, after traffic-join-insert: the rows that were joined. The joined
-- row of a day is its newest; a row that is alone on its day stays.
DELETE FROM traffic WHERE at_us < :before_us
   AND id NOT IN (SELECT max(id) FROM traffic WHERE at_us < :before_us GROUP BY at_us / 86400000000);
