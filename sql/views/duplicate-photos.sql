-- Photos of which there is more than one: by content where a checksum is known,
-- else by size and dimensions; the same that duplicate_candidates groups.
CREATE VIEW duplicate_photos AS
SELECT p.id
  FROM (SELECT content_md5 FROM photos
         WHERE content_md5 IS NOT NULL
         GROUP BY content_md5 HAVING count(*) > 1) AS same
  JOIN photos p ON p.content_md5 = same.content_md5 AND (p.gone_at IS NULL OR p.local_path IS NOT NULL)
 WHERE EXISTS (SELECT 1 FROM photos o
                WHERE o.content_md5 = same.content_md5 AND o.id <> p.id AND (o.gone_at IS NULL OR o.local_path IS NOT NULL))
UNION ALL
SELECT p.id
  FROM (SELECT bytes, width, height FROM photos
         WHERE content_md5 IS NULL AND bytes IS NOT NULL AND gone_at IS NULL
         GROUP BY bytes, width, height HAVING count(*) > 1) AS same
  JOIN photos p ON p.content_md5 IS NULL AND p.bytes = same.bytes AND p.width IS same.width AND p.height IS same.height
       AND p.gone_at IS NULL;
