-- The reader, before each verb: one snapshot for all it reads.
BEGIN DEFERRED;
