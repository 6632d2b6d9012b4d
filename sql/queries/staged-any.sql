-- The writer, before a page of a listing: 1 if the search told something in advance.
SELECT EXISTS (SELECT 1 FROM scan_staged);
