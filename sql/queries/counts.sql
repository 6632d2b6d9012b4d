-- The sidebar's numbers, from counters alone.
SELECT coalesce(sum(photos), 0),
       coalesce(sum(iif(state IN ('proven', 'size_only', 'altered', 'gone_from_cloud'), photos, 0)), 0),
       coalesce(sum(needs_you), 0),
       coalesce(sum(iif(state = 'gone_from_cloud', photos, 0)), 0),
       coalesce(sum(iif(state = 'skipped', photos, 0)), 0),
       (SELECT photos FROM collected_photos),
       coalesce(sum(bytes), 0),
       coalesce(sum(bytes_here), 0)
  FROM state_counts;
