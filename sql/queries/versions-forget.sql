-- The earlier versions lay on the drive that is lost.
DELETE FROM photo_versions;
