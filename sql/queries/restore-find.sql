-- The writer, for each line of a manifest whose photo is known: its file as the catalogue has it.
SELECT local_path, checksum, coalesce(version, 0), coalesce(fetched_version, 0) FROM photos WHERE id = :id;
