-- Taking over: the predecessor's database is no longer needed.
DETACH DATABASE predecessor;
