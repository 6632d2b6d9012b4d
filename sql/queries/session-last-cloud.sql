-- Taking over: the cloud that was backed up last, as the predecessor noted it.
SELECT cloudinary_cloud_name FROM backup_sessions WHERE cloudinary_cloud_name IS NOT NULL AND cloudinary_cloud_name <> '' ORDER BY id DESC LIMIT 1;
