-- At opening: 1 if the last program that wrote here did not close it.
SELECT is_open FROM catalog_life WHERE id = 1;
