-- The lists, for few photos: all that one photo can be sorted by.
SELECT sort_us, created_at_us, coalesce(bytes, -1), name FROM photos WHERE id = :id;
