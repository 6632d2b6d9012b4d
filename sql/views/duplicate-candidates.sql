-- Photos that are the same: by content where a checksum is known, else by size
-- and dimensions. What is gone from the cloud and never came does not count.
CREATE VIEW duplicate_candidates AS
SELECT min(p.bytes) AS bytes, min(p.width) AS width, min(p.height) AS height, count(*) AS duplicate_count,
       (SELECT group_concat(public_id, ',')
          FROM (SELECT public_id FROM photos
                 WHERE content_md5 = same.content_md5 AND (gone_at IS NULL OR local_path IS NOT NULL)
                 ORDER BY id)) AS public_ids
  FROM (SELECT content_md5 FROM photos
         WHERE content_md5 IS NOT NULL
         GROUP BY content_md5 HAVING count(*) > 1) AS same
  JOIN photos p ON p.content_md5 = same.content_md5 AND (p.gone_at IS NULL OR p.local_path IS NOT NULL)
 GROUP BY same.content_md5 HAVING count(*) > 1
UNION ALL
SELECT same.bytes, same.width, same.height, same.n,
       (SELECT group_concat(public_id, ',')
          FROM (SELECT public_id FROM photos
                 WHERE content_md5 IS NULL AND bytes = same.bytes AND width IS same.width AND height IS same.height
                   AND gone_at IS NULL
                 ORDER BY id))
  FROM (SELECT bytes, width, height, count(*) AS n FROM photos
         WHERE content_md5 IS NULL AND bytes IS NOT NULL AND gone_at IS NULL
         GROUP BY bytes, width, height HAVING count(*) > 1) AS same;
