-- At opening for writing: rows older than :before_us, joined to one a day; traffic-join-delete follows.
INSERT INTO traffic (at_us, bytes)
SELECT min(at_us), sum(bytes) FROM traffic
 WHERE at_us < :before_us GROUP BY at_us / 86400000000 HAVING count(*) > 1;
