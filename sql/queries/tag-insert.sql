-- The writer, for each tag it does not know by heart.
INSERT INTO tags (name) VALUES (:name) ON CONFLICT (name) DO NOTHING;
