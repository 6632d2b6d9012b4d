-- The writer, beside photo-forget-failure.
UPDATE failed_downloads SET resolved_at = :now WHERE photo_id = :id AND resolved_at IS NULL;
