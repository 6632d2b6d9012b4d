-- The drive with the files is lost: of what the cloud lists no more, no copy is known. It is listed, and stays.
UPDATE photos SET verify_result = 'missing', verify_message = NULL, arriving_session = NULL, repair_wanted = 0
 WHERE gone_at IS NOT NULL AND local_path IS NOT NULL;
