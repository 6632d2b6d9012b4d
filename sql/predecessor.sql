-- Taking over: everything of the predecessor's database, attached as "predecessor", into a new catalogue, in one
-- transaction. Files come later, each once it was read. Texts that were numbers become numbers.
BEGIN IMMEDIATE;

INSERT INTO photos (id, public_id, format, version, resource_type, resource_kind, created_at, created_at_us, bytes, width, height,
                    secure_url, folder_path, name, added_at)
SELECT id, public_id, nullif(format, ''), nullif(CAST(ltrim(version, 'vV') AS INTEGER), 0), coalesce(nullif(resource_type, ''), 'image'), coalesce(nullif(resource_kind, ''), 'upload'),
       created_at, coalesce(CAST(strftime('%s', created_at) AS INTEGER) * 1000000, 0),
       iif(CAST(bytes AS INTEGER) > 0, CAST(bytes AS INTEGER), NULL), CAST(width AS INTEGER), CAST(height AS INTEGER), secure_url,
       rtrim(rtrim(public_id, replace(public_id, '/', '')), '/'),
       substr(public_id, length(rtrim(public_id, replace(public_id, '/', ''))) + 1),
       strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
  FROM predecessor.photos WHERE public_id IS NOT NULL;

INSERT INTO tags (id, name) SELECT id, name FROM predecessor.tags WHERE name IS NOT NULL;
INSERT OR IGNORE INTO photo_tags (photo_id, tag_id, source)
SELECT photo_id, tag_id, 'local' FROM predecessor.photo_tags
 WHERE photo_id IN (SELECT id FROM photos) AND tag_id IN (SELECT id FROM tags);
INSERT OR IGNORE INTO photo_context (photo_id, key, value)
SELECT photo_id, key, value FROM predecessor.photo_context
 WHERE photo_id IN (SELECT id FROM photos) AND key IS NOT NULL AND value IS NOT NULL;

INSERT INTO collections (id, name, description, created_at)
SELECT id, name, description, coalesce(created_at, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) FROM predecessor.collections WHERE name IS NOT NULL;
INSERT OR IGNORE INTO photo_collections (photo_id, collection_id, added_at)
SELECT photo_id, collection_id, coalesce(added_at, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) FROM predecessor.photo_collections
 WHERE photo_id IN (SELECT id FROM photos) AND collection_id IN (SELECT id FROM collections);

INSERT INTO photo_shoots (id, name, shoot_date, location, client, description, created_at, origin)
SELECT id, coalesce(name, ''), shoot_date, location, client, description, coalesce(created_at, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), 'made'
  FROM predecessor.photo_shoots;
INSERT OR IGNORE INTO photo_shoot_assignments (photo_id, shoot_id, assigned_at)
SELECT photo_id, shoot_id, coalesce(assigned_at, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) FROM predecessor.photo_shoot_assignments
 WHERE photo_id IN (SELECT id FROM photos) AND shoot_id IN (SELECT id FROM photo_shoots);

INSERT OR IGNORE INTO exif_data (photo_id, camera_make, camera_model, lens, focal_length, aperture, shutter_speed, iso, date_taken,
                                 gps_latitude, gps_longitude, source)
SELECT photo_id, camera_make, camera_model, lens, CAST(focal_length AS REAL), CAST(ltrim(aperture, 'fF/ƒ ') AS REAL),
       CASE WHEN instr(shutter_speed, '/') > 0
            THEN CAST(shutter_speed AS REAL) / nullif(CAST(substr(shutter_speed, instr(shutter_speed, '/') + 1) AS REAL), 0)
            ELSE CAST(shutter_speed AS REAL) END,
       CAST(iso AS INTEGER), date_taken, CAST(gps_latitude AS REAL), CAST(gps_longitude AS REAL), 'cloud'
  FROM predecessor.exif_data WHERE photo_id IN (SELECT id FROM photos);
INSERT OR IGNORE INTO original_filenames (photo_id, original_filename, upload_date, file_path_hint, source)
SELECT photo_id, original_filename, upload_date, file_path_hint, 'details' FROM predecessor.original_filenames
 WHERE photo_id IN (SELECT id FROM photos) AND original_filename IS NOT NULL;

INSERT INTO backup_sessions (id, session_type, started_at, completed_at, cloudinary_cloud_name, notes)
SELECT id, coalesce(session_type, 'download'), coalesce(started_at, ''), coalesce(completed_at, started_at, ''), cloudinary_cloud_name, notes
  FROM predecessor.backup_sessions;
INSERT INTO failed_downloads (photo_id, session_id, error_message, retry_count, last_attempt, cause, resolved_at)
SELECT photo_id, iif(session_id IN (SELECT id FROM backup_sessions), session_id, NULL), coalesce(error_message, ''),
       coalesce(CAST(retry_count AS INTEGER), 0), coalesce(last_attempt, ''), 'before', strftime('%Y-%m-%dT%H:%M:%SZ', 'now')
  FROM predecessor.failed_downloads WHERE photo_id IN (SELECT id FROM photos);
UPDATE backup_sessions SET
  total_photos = (SELECT coalesce(CAST(o.total_photos AS INTEGER), 0) FROM predecessor.backup_sessions o WHERE o.id = backup_sessions.id),
  successful_photos = (SELECT coalesce(CAST(o.successful_photos AS INTEGER), 0) FROM predecessor.backup_sessions o WHERE o.id = backup_sessions.id),
  failed_photos = (SELECT coalesce(CAST(o.failed_photos AS INTEGER), 0) FROM predecessor.backup_sessions o WHERE o.id = backup_sessions.id),
  total_bytes = (SELECT coalesce(CAST(o.total_bytes AS INTEGER), 0) FROM predecessor.backup_sessions o WHERE o.id = backup_sessions.id);

COMMIT;
