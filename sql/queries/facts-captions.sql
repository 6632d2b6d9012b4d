-- The facts pane: what people wrote into the file: texts first, then the rating, NULL where there is none.
SELECT title, caption, creator, rights, label, keywords, keyword_paths, rating
  FROM photo_captions WHERE photo_id = :id;
