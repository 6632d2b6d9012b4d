-- Home: photos of which no copy is known: gone from the cloud, damaged or missing here.
SELECT count(*) FROM photos INDEXED BY photos_in_trouble
 WHERE (state = 'damaged' OR state = 'missing') AND gone_at IS NOT NULL AND verify_result <> 'changed';
