-- The writer, before a place is chosen: what the photo has, and whether it arrives already.
SELECT local_path, reserved_path, rename_wanted, arriving_session IS NOT NULL FROM photos WHERE id = :id;
