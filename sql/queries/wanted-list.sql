-- The reader: what is to be fetched, asked for first, then newest; of failed
-- photos those whose time has come, or is further off than any wait: the clock was set back.
SELECT p.id, p.local_path, p.asked_for_us IS NOT NULL, p.failure_attempts, p.first_rung, p.repair_wanted,
       p.asset_id, p.resource_type, p.resource_kind, p.public_id, p.format, p.version, p.created_at, p.created_at_us, p.uploaded_at,
       p.bytes, p.width, p.height, p.duration, p.pages, p.etag, p.etag_sent, p.asset_folder, p.display_name, p.folder,
       p.secure_url, p.status, p.access_mode, p.access_control
  FROM (SELECT * FROM (SELECT id, want_rank AS want, created_at_us AS created FROM photos
                        WHERE want_rank IS NOT NULL
                        ORDER BY want_rank, created_at_us DESC, id DESC LIMIT :limit)
        UNION ALL
        SELECT * FROM (SELECT id, iif(asked_for_us IS NULL, 1, 0) AS want, created_at_us AS created FROM photos
                        WHERE retry_at_us IS NOT NULL AND (retry_at_us <= :now_us OR retry_at_us > :too_far_us)
                        ORDER BY want, created DESC, id DESC LIMIT :limit)) w
  JOIN photos p ON p.id = w.id
 ORDER BY w.want, w.created DESC, w.id DESC
 LIMIT :limit;
