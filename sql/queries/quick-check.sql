-- At opening after an unclean end, and on every copy: "ok", or what is wrong.
PRAGMA quick_check(1);
