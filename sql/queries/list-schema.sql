-- At opening: name and text of every entry of one type.
SELECT name, sql FROM sqlite_schema WHERE type = :type AND name NOT LIKE 'sqlite\_%' ESCAPE '\';
