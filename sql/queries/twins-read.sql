-- Finding look-alikes: every picture with a fingerprint or a time of its own. What a person did to a clock does not count.
SELECT p.id, p.fingerprint, p.content_md5, coalesce(e.camera_model, '') || ' ' || coalesce(e.camera_serial, ''),
       p.taken_at_us - coalesce((SELECT c.shift_us FROM clock_shifts c WHERE c.photo_id = p.id), 0), f.original_filename, p.width, p.height,
       p.public_id, i.imprint
  FROM photos p
  LEFT JOIN exif_data e ON e.photo_id = p.id
  LEFT JOIN original_filenames f ON f.photo_id = p.id
  LEFT JOIN photo_imprints i ON i.photo_id = p.id AND p.fingerprint IS NOT NULL
 WHERE p.local_path IS NOT NULL AND p.resource_type = 'image' AND (p.fingerprint IS NOT NULL OR p.taken_at_us IS NOT NULL);
