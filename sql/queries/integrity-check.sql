-- At a full check: "ok", or what is wrong; every row and every index is read.
PRAGMA integrity_check(1);
