-- The writer, at a full check: fails where the search index contradicts itself.
INSERT INTO photo_search (photo_search) VALUES ('integrity-check');
