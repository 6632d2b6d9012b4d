-- The sidebar, now and then: how many photos there is more than one of.
SELECT count(*) FROM duplicate_photos;
