-- The writer, as the account reports it.
INSERT INTO plan (id, name, limit_bytes, used_bytes, figures_at, n_resources, resumes_at_us)
VALUES (1, :name, :limit_bytes, :used_bytes, :figures_at, :n_resources, :resumes_at_us)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, limit_bytes = excluded.limit_bytes,
    used_bytes = excluded.used_bytes, figures_at = excluded.figures_at,
    n_resources = excluded.n_resources, resumes_at_us = excluded.resumes_at_us;
