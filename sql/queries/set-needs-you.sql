-- The lists: photos that only a person can cure.
SELECT id FROM photos WHERE (state = 'failed' OR state = 'damaged' OR state = 'missing') AND needs_you = 1;
