-- The writer, for a photo of which something changed: its row of the search index, made from the facts.
SELECT iif(instr(p.public_id, p.name) > 0, p.public_id, p.name || ' ' || p.public_id),
       p.folder_path,
       (SELECT group_concat(t.name, ' ') FROM photo_tags pt JOIN tags t ON t.id = pt.tag_id WHERE pt.photo_id = p.id),
       (SELECT group_concat(c.value, ' ') FROM photo_context c WHERE c.photo_id = p.id),
       concat_camera.camera, concat_camera.lens,
       (SELECT group_concat(c.name, ' ') FROM photo_collections pc JOIN collections c ON c.id = pc.collection_id
         WHERE pc.photo_id = p.id),
       (SELECT group_concat(coalesce(s.name, '') || ' ' || coalesce(s.client, '') || ' ' || coalesce(s.location, ''), ' ')
          FROM photo_shoot_assignments a JOIN photo_shoots s ON s.id = a.shoot_id WHERE a.photo_id = p.id),
       (SELECT coalesce(title, '') || ' ' || coalesce(caption, '') || ' ' || coalesce(creator, '') || ' ' || coalesce(keywords, '')
               || ' ' || coalesce(keyword_paths, '')
          FROM photo_captions w WHERE w.photo_id = p.id)
  FROM photos p
  LEFT JOIN (SELECT photo_id, coalesce(camera_make, '') || ' ' || coalesce(camera_model, '') AS camera, lens
               FROM exif_data) AS concat_camera ON concat_camera.photo_id = p.id
 WHERE p.id = :id;
