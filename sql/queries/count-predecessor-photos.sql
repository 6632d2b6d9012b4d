-- Before taking over: how many photos the predecessor's database knows.
SELECT count(*) FROM photos WHERE public_id IS NOT NULL;
