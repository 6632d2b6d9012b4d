-- The writer, for each account-wide reply.
INSERT INTO account_documents (name, json, kept_at) VALUES (:name, :json, :now)
  ON CONFLICT (name) DO UPDATE SET json = excluded.json, kept_at = excluded.kept_at;
