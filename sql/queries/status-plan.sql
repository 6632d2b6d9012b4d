-- The reader, for the status: where the plan stands, or no row.
SELECT name, limit_bytes, used_bytes, figures_at, n_resources, resumes_at_us FROM plan WHERE id = 1;
