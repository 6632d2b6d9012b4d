-- The reader, for completing searches: when the first photo was taken, else uploaded, and when the last one was.
SELECT (SELECT sort_us FROM photos ORDER BY sort_us, id LIMIT 1), (SELECT sort_us FROM photos ORDER BY sort_us DESC, id DESC LIMIT 1);
