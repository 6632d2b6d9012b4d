-- The lists: photos of which there is more than one, as duplicate_candidates has it.
SELECT id FROM duplicate_photos;
