-- The sidebar: every collection, used last first.
SELECT id, name, description, photos, coalesce(used_at_us, 0), created_at, query FROM collections
 ORDER BY used_at_us DESC NULLS LAST, id DESC;
