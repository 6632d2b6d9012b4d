-- Every photo that looks like others, as it is known so far.
SELECT kind, group_id, photo_id, bits FROM look_alikes;
