-- Run on the reading connection of a catalogue that another one writes to.
PRAGMA query_only = ON;
