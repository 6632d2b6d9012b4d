-- The reader, for searches: photos of shoots that have :text in their name, client or place, or have it as their number.
SELECT a.photo_id FROM photo_shoots s CROSS JOIN photo_shoot_assignments a ON a.shoot_id = s.id
 WHERE instr(lower(s.name), lower(:text)) > 0 OR instr(lower(coalesce(s.client, '')), lower(:text)) > 0
    OR instr(lower(coalesce(s.location, '')), lower(:text)) > 0 OR CAST(s.id AS TEXT) = :text;
