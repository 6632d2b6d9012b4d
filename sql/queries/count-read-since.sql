-- Home: how many files were read again since :since_us, and how many there are.
SELECT (SELECT count(*) FROM photos WHERE local_path IS NOT NULL AND verify_tried_us >= :since_us),
       (SELECT sum(files) FROM state_counts);
