-- The writer, when the listing of one type is walked anew.
DELETE FROM scan_seen WHERE photo_id IN (SELECT id FROM photos WHERE resource_type = :resource_type);
