-- The facts pane: tags, in order, and whose they are.
SELECT t.name, max(pt.source = 'cloud'), max(pt.source = 'local')
  FROM photo_tags pt JOIN tags t ON t.id = pt.tag_id
 WHERE pt.photo_id = :id GROUP BY t.id ORDER BY t.name COLLATE NOCASE;
