-- From which scan to which a photo was in the cloud (until_scan NULL: still).
-- The set of a past day: the last complete scan before it is between the two.
CREATE VIEW photo_presence AS
SELECT h.photo_id, h.scan AS since_scan,
       (SELECT g.scan FROM photo_history g
         WHERE g.photo_id = h.photo_id AND g.id > h.id AND g.what = 'gone'
         ORDER BY g.id LIMIT 1) AS until_scan
  FROM photo_history h
 WHERE h.what IN ('added', 'returned');
