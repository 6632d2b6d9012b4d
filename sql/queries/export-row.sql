-- All there is of one photo, for other programs; lists and objects are JSON. Columns are named in catalog/catalog-export.c.
SELECT p.id, p.public_id, p.resource_type, p.resource_kind, p.asset_id, p.format, p.version, p.folder_path,
       p.name || iif(p.format IS NULL OR p.format = '', '', '.' || p.format), f.original_filename, p.state, p.local_path, p.bytes, p.local_bytes,
       p.width, p.height, p.duration, p.pages, p.created_at, p.uploaded_at, p.gone_at, p.secure_url,
       p.checksum, p.sha256, p.etag, p.verified_at,
       e.date_taken, e.date_taken_offset,
       iif(p.taken_at_us IS NULL, NULL, strftime('%Y-%m-%dT%H:%M:%SZ', p.taken_at_us / 1000000, 'unixepoch')),
       coalesce((SELECT shift_us / 1000000 FROM clock_shifts c WHERE c.photo_id = p.id), 0),
       e.camera_make, e.camera_model, e.camera_serial, e.lens, e.focal_length, e.focal_length_35mm, e.aperture, e.shutter_speed, e.iso,
       e.gps_latitude, e.gps_longitude, e.gps_altitude,
       w.title, coalesce(w.caption, e.description), coalesce(w.creator, e.artist), coalesce(w.rights, e.copyright), w.label,
       coalesce(m.rating, w.rating), m.flag,
       (SELECT json_group_array(name) FROM (SELECT DISTINCT t.name FROM photo_tags pt JOIN tags t ON t.id = pt.tag_id
                                             WHERE pt.photo_id = p.id ORDER BY t.name)),
       (SELECT json_group_array(name) FROM (SELECT t.name FROM photo_tags pt JOIN tags t ON t.id = pt.tag_id
                                             WHERE pt.photo_id = p.id AND pt.source = 'local' ORDER BY t.name)),
       (SELECT json_group_array(name) FROM (SELECT t.name FROM photo_tags pt JOIN tags t ON t.id = pt.tag_id
                                             WHERE pt.photo_id = p.id AND pt.source = 'cloud' ORDER BY t.name)),
       w.keywords, w.keyword_paths,
       (SELECT json_group_array(name) FROM (SELECT c.name FROM photo_collections pc JOIN collections c ON c.id = pc.collection_id
                                             WHERE pc.photo_id = p.id ORDER BY c.name)),
       (SELECT s.name FROM photo_shoot_assignments a JOIN photo_shoots s ON s.id = a.shoot_id WHERE a.photo_id = p.id LIMIT 1),
       (SELECT s.client FROM photo_shoot_assignments a JOIN photo_shoots s ON s.id = a.shoot_id WHERE a.photo_id = p.id LIMIT 1),
       (SELECT s.location FROM photo_shoot_assignments a JOIN photo_shoots s ON s.id = a.shoot_id WHERE a.photo_id = p.id LIMIT 1),
       (SELECT public_id FROM photos k JOIN duplicate_marks d ON d.keeper_id = k.id WHERE d.photo_id = p.id),
       (SELECT json_group_object(key, value) FROM (SELECT key, value FROM photo_context WHERE photo_id = p.id ORDER BY key)),
       iif(json_valid(p.metadata), json(p.metadata), NULL)
  FROM photos p
  LEFT JOIN original_filenames f ON f.photo_id = p.id
  LEFT JOIN exif_data e ON e.photo_id = p.id
  LEFT JOIN photo_captions w ON w.photo_id = p.id
  LEFT JOIN photo_marks m ON m.photo_id = p.id
 WHERE p.id = :id;
