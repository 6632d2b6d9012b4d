-- The writer, for each file into which people wrote anything.
INSERT INTO photo_captions (photo_id, title, caption, creator, rights, label, rating, keywords, keyword_paths)
VALUES (:photo_id, :title, :caption, :creator, :rights, :label, :rating, :keywords, :keyword_paths);
