-- Snapshots: a copy of one instant, into a file that is not there yet.
VACUUM INTO :path;
