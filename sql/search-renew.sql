-- Run when the search index is damaged; queries/search-fill.sql follows.
DROP TABLE IF EXISTS photo_search;
CREATE VIRTUAL TABLE photo_search USING fts5 (
  name, folder, tags, context, camera, lens, collections, shoots, captions,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3', columnsize = 0
);
