-- The reader, for searches: has:look_alikes.
SELECT photo_id FROM look_alikes WHERE kind <> 'burst';
