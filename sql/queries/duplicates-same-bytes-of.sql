-- One group of the shelf of the same bytes, by its number, that of its first photo.
SELECT 'bytes', :group_id, p.id, 0
  FROM photos o
  JOIN photos p ON p.content_md5 = o.content_md5 AND (p.gone_at IS NULL OR p.local_path IS NOT NULL)
 WHERE o.id = :group_id
 ORDER BY p.id;
