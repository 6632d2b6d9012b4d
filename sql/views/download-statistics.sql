-- One row of numbers, never NULL, read from the counters that triggers keep.
CREATE VIEW download_statistics AS
SELECT coalesce(sum(photos), 0) AS total_photos,
       coalesce(sum(downloaded_photos), 0) AS downloaded_photos,
       coalesce(sum(iif(state = 'failed', photos, 0)), 0) AS failed_photos,
       coalesce(sum(bytes), 0) AS total_bytes,
       coalesce(sum(downloaded_bytes), 0) AS downloaded_bytes,
       coalesce(100.0 * sum(downloaded_photos) / nullif(sum(photos), 0), 0.0) AS download_percentage
  FROM state_counts;
