-- The writer, before and after a known photo is changed: what it is, how it is
-- called and how it is tagged, as history keeps it.
SELECT json_object('version', version, 'etag', etag, 'bytes', bytes),
       json_object('public_id', public_id, 'resource_type', resource_type, 'resource_kind', resource_kind,
                   'folder_path', folder_path, 'name', name, 'format', format),
       json_object('tags', (SELECT json_group_array(name)
                              FROM (SELECT t.name FROM photo_tags pt JOIN tags t ON t.id = pt.tag_id
                                     WHERE pt.photo_id = p.id AND pt.source = 'cloud' ORDER BY t.name)),
                   'context', (SELECT json_group_object(key, value)
                                 FROM (SELECT key, value FROM photo_context WHERE photo_id = p.id ORDER BY key)),
                   'metadata', iif(json_valid(metadata), json(metadata), NULL))
  FROM photos p WHERE p.id = :id;
