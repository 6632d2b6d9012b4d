-- The reader, for searches: which photos between :first and :last are the newest of a set; our own function picks them.
SELECT newest(:newest, id, sort_us) FROM photos INDEXED BY photos_in_brief WHERE id BETWEEN :first AND :last;
