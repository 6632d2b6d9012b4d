-- The facts pane: what the camera says.
SELECT camera_make, camera_model, lens, focal_length, focal_length_35mm, aperture, shutter_speed, iso, date_taken,
       date_taken_offset, gps_latitude, gps_longitude, gps_altitude, description, artist, copyright, camera_serial, source
  FROM exif_data WHERE photo_id = :id;
