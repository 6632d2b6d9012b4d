-- The reader: the one row of the view.
SELECT total_photos, downloaded_photos, failed_photos, total_bytes, downloaded_bytes, download_percentage
  FROM download_statistics;
