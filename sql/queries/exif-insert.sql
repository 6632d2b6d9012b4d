-- The writer, for each file with camera data, or whose cloud has some.
INSERT INTO exif_data (photo_id, camera_make, camera_model, lens, focal_length, aperture, shutter_speed, iso, date_taken,
  gps_latitude, gps_longitude, camera_serial, focal_length_35mm, date_taken_offset, gps_altitude,
  description, artist, copyright, source)
VALUES (:photo_id, :camera_make, :camera_model, :lens, :focal_length, :aperture, :shutter_speed, :iso, :date_taken,
  :gps_latitude, :gps_longitude, :camera_serial, :focal_length_35mm, :date_taken_offset, :gps_altitude,
  :description, :artist, :copyright, :source);
