-- The lists: photos whose file is here, whatever the cloud still says of them.
SELECT id FROM photos WHERE state IN ('proven', 'size_only', 'altered', 'gone_from_cloud');
