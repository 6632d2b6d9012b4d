-- The facts pane: what the camera says: texts first, then numbers.
SELECT camera_make, camera_model, lens, date_taken, date_taken_offset, description, artist, copyright, camera_serial,
       focal_length, focal_length_35mm, aperture, shutter_speed, gps_latitude, gps_longitude, gps_altitude,
       iso, source = 'cloud'
  FROM exif_data WHERE photo_id = :id;
