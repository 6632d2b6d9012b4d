-- The lists: photos of which the scan :id found :argument ("replaced", "gone", …).
SELECT photo_id FROM photo_history WHERE scan = :id AND what = :argument;
