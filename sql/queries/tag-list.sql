-- The sidebar: every tag in use; how often the cloud has it, how often one has it oneself, and how often both; and how
-- many photos have it or one below it.
SELECT t.name, n.cloud, n.here, coalesce(b.both, 0),
       iif(EXISTS (SELECT 1 FROM tags c WHERE c.name > t.name || '/' AND c.name < t.name || '0'),
           (SELECT count(DISTINCT pt.photo_id) FROM tags c JOIN photo_tags pt ON pt.tag_id = c.id
             WHERE c.id = t.id OR (c.name > t.name || '/' AND c.name < t.name || '0')),
           n.cloud + n.here - coalesce(b.both, 0))
  FROM (SELECT tag_id, sum(source = 'cloud') AS cloud, sum(source = 'local') AS here
          FROM photo_tags GROUP BY tag_id) AS n
  JOIN tags t ON t.id = n.tag_id
  LEFT JOIN (SELECT l.tag_id, count(*) AS both
               FROM photo_tags l JOIN photo_tags c ON c.photo_id = l.photo_id AND c.tag_id = l.tag_id AND c.source = 'cloud'
              WHERE l.source = 'local' GROUP BY l.tag_id) AS b ON b.tag_id = t.id
 ORDER BY t.name COLLATE NOCASE;
