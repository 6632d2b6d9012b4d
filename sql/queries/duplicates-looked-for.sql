-- Whether there is any picture that could look like another: one that is here, and was looked at.
SELECT EXISTS (SELECT 1 FROM photos WHERE local_path IS NOT NULL AND fingerprint IS NOT NULL);
