-- The facts pane: what scans found, the latest first.
SELECT h.what, s.completed_at, h.before, h.after FROM photo_history h JOIN scans s ON s.id = h.scan
 WHERE h.photo_id = :id ORDER BY h.id DESC LIMIT 100;
