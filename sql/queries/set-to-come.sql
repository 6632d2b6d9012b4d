-- The lists: photos that are not here yet, and nobody is needed: waiting,
-- arriving, to be fetched again, or tried again without help.
SELECT id FROM photos WHERE state = 'waiting'
UNION ALL
SELECT id FROM photos WHERE state = 'arriving'
UNION ALL
SELECT id FROM photos WHERE (state = 'failed' OR state = 'damaged' OR state = 'missing') AND needs_you = 0;
