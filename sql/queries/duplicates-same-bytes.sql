-- The shelf of the same bytes: photos of one checksum; a group has the number of its first photo.
SELECT 'bytes', (SELECT min(o.id) FROM photos o WHERE o.content_md5 = same.content_md5 AND (o.gone_at IS NULL OR o.local_path IS NOT NULL)),
       p.id, 0
  FROM (SELECT content_md5 FROM photos WHERE content_md5 IS NOT NULL GROUP BY content_md5 HAVING count(*) > 1) AS same
  JOIN photos p ON p.content_md5 = same.content_md5 AND (p.gone_at IS NULL OR p.local_path IS NOT NULL)
 WHERE EXISTS (SELECT 1 FROM photos o WHERE o.content_md5 = same.content_md5 AND o.id <> p.id
                AND (o.gone_at IS NULL OR o.local_path IS NOT NULL));
