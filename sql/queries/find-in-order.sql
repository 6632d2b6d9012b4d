-- The reader, for searches: the ids of :text (JSON), newest first.
SELECT p.id FROM json_each(:text) j JOIN photos p INDEXED BY photos_in_brief ON p.id = j.value ORDER BY p.sort_us DESC, p.id DESC;
