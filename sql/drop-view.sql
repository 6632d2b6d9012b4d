-- Run for each view before they are made anew, its name in place of the word in quotes.
DROP VIEW "@VIEW@";
