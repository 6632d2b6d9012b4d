-- The pages of a list: what a cell shows of the photo :id.
SELECT id, public_id, iif(format IS NULL OR lower(name) LIKE '%.' || lower(format), name, name || '.' || format),
       folder_path, resource_type, format, local_path, iif(has_thumbnail = 1, checksum, NULL),
       failure_cause, failure_message, coalesce(bytes, -1), sort_us, coalesce(verified_at_us, 0),
       iif(state = 'failed', coalesce(retry_at_us, 0), 0), coalesce(duration, 0),
       iif(coalesce(orientation, 1) >= 5, height, width), iif(coalesce(orientation, 1) >= 5, width, height), state,
       taken_at_us IS NULL, verify_result IS 'changed', state = 'waiting' AND file_is_current = 1,
       state = 'waiting' AND local_path IS NOT NULL AND file_is_current = 0, asked_for_us IS NOT NULL, is_remote,
       coalesce((SELECT rating FROM photo_marks WHERE photo_id = :id),
                (SELECT max(rating, 0) FROM photo_captions WHERE photo_id = :id), 0),
       (SELECT flag FROM photo_marks WHERE photo_id = :id)
  FROM photos WHERE id = :id;
