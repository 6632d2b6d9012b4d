-- The sidebar, now and then: how many photos there is more than one of, and nobody chose yet which to keep.
WITH copies AS (
  SELECT p.content_md5 AS content, p.id AS id
    FROM (SELECT content_md5 FROM photos WHERE content_md5 IS NOT NULL GROUP BY content_md5 HAVING count(*) > 1) AS same
    JOIN photos p ON p.content_md5 = same.content_md5 AND (p.gone_at IS NULL OR p.local_path IS NOT NULL)
   WHERE NOT EXISTS (SELECT 1 FROM duplicate_marks m WHERE m.photo_id = p.id)
), looks AS (
  SELECT l.kind AS kind, l.group_id AS group_id, l.photo_id AS id
    FROM look_alikes l
   WHERE l.kind <> 'burst' AND NOT EXISTS (SELECT 1 FROM duplicate_marks m WHERE m.photo_id = l.photo_id)
)
SELECT count(*) FROM (
  SELECT id FROM copies WHERE content IN (SELECT content FROM copies GROUP BY content HAVING count(*) > 1)
  UNION
  SELECT id FROM looks WHERE (kind, group_id) IN (SELECT kind, group_id FROM looks GROUP BY kind, group_id HAVING count(*) > 1));
