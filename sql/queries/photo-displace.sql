-- The writer, before a photo takes a name: whoever has it loses it until the
-- scan tells what became of that one.
UPDATE photos SET displaced = 1
 WHERE public_id = :public_id AND resource_type = :resource_type AND resource_kind = :resource_kind
   AND gone_at IS NULL AND displaced = 0 AND id IS NOT :id;
