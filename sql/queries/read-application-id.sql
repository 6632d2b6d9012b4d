-- At opening: whose database it is.
PRAGMA application_id;
