/* tests/catalog/test-schema.c: every documented name is there, every statement prepares, no flag can be set against the facts. */
#include "kit.h"

#include <glib/gstdio.h>
#include <string.h>

#include "catalog/db.h"
#include "catalog/schema.h"

/* The database documentation and the design's section 4, word for word. */
static const struct
{
  const char *name, *type, *columns;
} documented[] = {
  { "photos", "table", "id public_id format version resource_type resource_kind created_at bytes width height secure_url "
                       "local_path backup_date checksum is_downloaded download_failed failure_reason" },
  { "tags", "table", "id name" },
  { "photo_tags", "table", "id photo_id tag_id" },
  { "photo_context", "table", "id photo_id key value" },
  { "collections", "table", "id name description created_at" },
  { "photo_collections", "table", "id photo_id collection_id added_at" },
  { "backup_sessions", "table", "id session_type started_at completed_at cloudinary_cloud_name total_photos successful_photos "
                                "failed_photos total_bytes notes" },
  { "failed_downloads", "table", "id photo_id session_id error_message retry_count last_attempt" },
  { "exif_data", "table", "id photo_id camera_make camera_model lens focal_length aperture shutter_speed iso date_taken "
                          "gps_latitude gps_longitude" },
  { "original_filenames", "table", "id photo_id original_filename upload_date file_path_hint" },
  { "photo_shoots", "table", "id name shoot_date location client description created_at" },
  { "photo_shoot_assignments", "table", "id photo_id shoot_id assigned_at" },
  { "file_integrity", "table", "id photo_id original_checksum downloaded_checksum checksum_verified verification_date "
                               "file_size_matches" },
  { "photos_with_tags", "view", "id public_id format created_at bytes width height local_path is_downloaded tags" },
  { "download_statistics", "view", "total_photos downloaded_photos failed_photos total_bytes downloaded_bytes download_percentage" },
  { "duplicate_candidates", "view", "bytes width height duplicate_count public_ids" },
  { "photos_by_shoot", "view", "shoot_name shoot_date client photo_count total_size earliest_photo latest_photo" },
  { "folder_structure", "view", "folder_path photo_count total_size" },
  { "photos_missing_metadata", "view", "id public_id created_at missing_exif missing_filename missing_shoot" },
};

static void
test_documented (gconstpointer data)
{
  g_autoptr(Kit) kit = kit_new ();

  for (guint i = 0; i < G_N_ELEMENTS (documented); i++)
    {
      g_auto(GStrv) columns = g_strsplit (documented[i].columns, " ", -1);
      g_autofree char *type_sql = g_strdup_printf ("SELECT type FROM sqlite_schema WHERE name = '%s'", documented[i].name);
      g_autofree char *type = kit_text (kit, type_sql);
      g_autofree char *list_sql = g_strdup_printf ("SELECT name FROM pragma_table_xinfo('%s')", documented[i].name);
      g_autofree char *list = kit_text (kit, list_sql);
      g_auto(GStrv) have = g_strsplit (list, "\n", -1);

      g_assert_cmpstr (type, ==, documented[i].type);
      for (int c = 0; columns[c] != NULL; c++)
        if (!g_strv_contains ((const char *const *) have, columns[c]))
          g_error ("%s has no column %s", documented[i].name, columns[c]);
      if (g_str_equal (documented[i].type, "view")) /* exactly these, in this order */
        {
          g_autofree char *joined = g_strjoinv (" ", have);

          g_assert_cmpstr (joined, ==, documented[i].columns);
        }
    }
  g_assert_cmpint (kit_int (kit, "PRAGMA application_id"), ==, PS_SCHEMA_APPLICATION_ID);
  g_assert_cmpint (kit_int (kit, "PRAGMA user_version"), ==, PS_SCHEMA_VERSION);
}

static void
test_strict (gconstpointer data)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *loose = kit_text (kit, "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0"
                                          " AND name NOT LIKE 'sqlite%'");

  g_assert_cmpstr (loose, ==, "");
}

/* Every file below sql/ travels in the program: none is forgotten in the list. */
static void
test_resource_is_complete (gconstpointer data)
{
  static const char *const folders[] = { "", "queries", "views", "migrations" };
  const char *source = g_getenv ("PS_TEST_SQL");

  if (source == NULL)
    {
      g_test_skip ("PS_TEST_SQL does not say where sql/ is");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (source, folders[i], NULL);
      g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *relative = g_build_filename (folders[i], name, NULL);
          g_autofree char *full = g_build_filename (path, name, NULL);
          g_autoptr(GBytes) text = NULL;
          g_autofree char *content = NULL;

          if (!g_str_has_suffix (name, ".sql"))
            continue;
          text = ps_db_lookup_sql (relative[0] == '/' ? relative + 1 : relative); /* aborts if it is missing */
          g_assert_true (g_file_get_contents (full, &content, NULL, NULL));
          g_assert_cmpstr (g_bytes_get_data (text, NULL), ==, content);
          g_assert_true (g_str_has_prefix (content, "--"));
        }
    }
}

static GStrv
list_queries (void)
{
  const char *source = g_getenv ("PS_TEST_SQL");
  g_autofree char *path = g_build_filename (source != NULL ? source : "sql", "queries", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".sql"))
      {
        g_autofree char *base = g_strndup (name, strlen (name) - 4);

        g_strv_builder_add (names, base);
      }
  return g_strv_builder_end (names);
}

static void
test_statements_prepare (gconstpointer data)
{
  g_autoptr(Kit) kit = kit_new ();
  g_auto(GStrv) names = list_queries ();
  g_autoptr(GError) error = NULL;
  g_autoptr(PsDb) db = NULL;

  if (names[0] == NULL)
    {
      g_test_skip ("PS_TEST_SQL does not say where sql/ is");
      return;
    }
  db = ps_db_open (kit->path, 0, &error);
  g_assert_no_error (error);
  /* While a folder is taken over, the database of the tool before is attached. */
  ps_db_run_script (db, "ATTACH ':memory:' AS predecessor; CREATE TABLE predecessor.photos (id INTEGER PRIMARY KEY, checksum TEXT)", &error);
  g_assert_no_error (error);
  for (int i = 0; names[i] != NULL; i++)
    {
      PsStatement *statement = ps_statement_load (db, names[i], &error);

      g_assert_no_error (error);
      ps_statement_free (statement);
    }
}

/* The lists of the window and the download loop come from indexes, whatever the size of the library. */
static void
test_plans (gconstpointer data)
{
  static const struct { const char *query, *must, *must_not; } plans[] = {
    { "failure-list-by-cause", "photos_failed", "SCAN photos\n" },
    { "to-verify-list", "photos_to_verify", "TEMP B-TREE" },
    { "files-list", "photos_by_local_path", "TEMP B-TREE" },
    { "uninspected-list", "photos_to_inspect", "TEMP B-TREE" },
    { "next-retry", "photos_to_retry", "TEMP B-TREE" },
    { "to-move-list", "photos_to_move", "TEMP B-TREE" },
    { "to-adopt-list", "photos_to_adopt", "TEMP B-TREE" },
    { "find-all", "photos_by_time", "TEMP B-TREE" },
    { "find-by-state", "photos_by_state", "TEMP B-TREE" },
    { "wanted-list", "photos_wanted", "SCAN photos\n" },
    { "photo-find-by-name", "photos_by_name", "SCAN" },
    { "photo-find-by-asset", "photos_by_asset", "SCAN" },
    { "etags-all-asked", "photos_without_etag", "SCAN photos\n" },
    { "life-clear-arriving", "photos_arriving", "SCAN photos\n" },
    { "scan-count-missing", "photos_in_brief", "SCAN photos\n" },
    { "place-is-taken", "photos_by_local_key", "SCAN photos\n" },
  };
  g_autoptr(Kit) kit = kit_new ();

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autofree char *path = g_strconcat ("queries/", plans[i].query, ".sql", NULL);
      g_autoptr(GBytes) text = ps_db_lookup_sql (path);
      const char *start = g_bytes_get_data (text, NULL);
      g_autofree char *sql = NULL, *plan = NULL;

      while (g_str_has_prefix (start, "--"))
        start = strchr (start, '\n') + 1;
      sql = g_strconcat ("EXPLAIN QUERY PLAN ", start, NULL);
      plan = kit_text (kit, sql);
      if (strstr (plan, plans[i].must) == NULL || strstr (plan, plans[i].must_not) != NULL)
        g_error ("%s is planned as\n%s", plans[i].query, plan);
    }
}

static void
test_views_on_nothing (gconstpointer data)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *statistics = kit_text (kit, "SELECT * FROM download_statistics");
  g_autofree char *views = kit_text (kit, "SELECT name FROM sqlite_schema WHERE type = 'view'");
  g_auto(GStrv) names = g_strsplit (views, "\n", -1);

  g_assert_cmpstr (statistics, ==, "0|0|0|0|0|0.0");
  g_assert_cmpint (g_strv_length (names), >=, 8);
  for (int i = 0; names[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", names[i]);
      g_autofree char *rows = kit_text (kit, sql);

      g_assert_cmpstr (rows, ==, g_str_equal (names[i], "download_statistics") ? statistics : "");
    }
}

static void
test_flags_follow_facts (gconstpointer data)
{
  g_autoptr(Kit) kit = kit_new ();
  static const char *const flags[] = { "state = 'proven'", "is_downloaded = 1", "download_failed = 1",
                                       "failure_reason = 'x'", "want_rank = 1", "sort_us = 1" };

  kit_run (kit, "INSERT INTO photos (public_id, resource_type, resource_kind, added_at) VALUES ('a', 'image', 'upload', 'now')");
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE photos SET %s", flags[i]);

      g_assert_cmpint (kit_try (kit, sql), ==, SQLITE_ERROR);
    }
  g_assert_cmpint (kit_try (kit, "INSERT INTO photos (public_id, resource_type, resource_kind, added_at, is_downloaded)"
                                 " VALUES ('b', 'image', 'upload', 'now', 1)"), ==, SQLITE_ERROR);
}

/* Whatever facts stand beside each other, a photo is in exactly one state, and its flags agree with it. */
static void
test_every_mixture_of_facts (gconstpointer data)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *odd = NULL, *states = NULL;

  kit_run (kit, "INSERT INTO backup_sessions (session_type, started_at) VALUES ('download', 'now')");
  kit_run (kit,
      "WITH b (n) AS (VALUES (0), (1)),"
      " e (etag, asked) AS (VALUES (NULL, 0), (NULL, 1), ('0123456789abcdef0123456789abcdef', 1), ('ffffffffffffffffffffffffffffffff', 1)),"
      " l (path, version) AS (VALUES (NULL, NULL), ('p', 1), ('p', 2)),"
      " v (result) AS (VALUES (NULL), ('sound'), ('damaged'), ('changed'), ('missing'), ('unreadable'))"
      "INSERT INTO photos (public_id, resource_type, resource_kind, added_at, version, bytes, etag, etag_asked, local_path, local_key,"
      "  checksum, local_bytes, fetched_version, verify_result, arriving_session, skipped_at, failed_at, gone_at, altered, fetched_etag)"
      "SELECT row_number() OVER (), 'image', 'upload', 'now', 2, 10, e.etag, e.asked, l.path || row_number() OVER (), l.path || row_number() OVER (),"
      "  iif(l.path IS NULL, NULL, '0123456789abcdef0123456789abcdef'), iif(l.path IS NULL, NULL, 10), l.version,"
      "  iif(l.path IS NULL, NULL, v.result), iif(a.n, 1, NULL), iif(s.n, 'now', NULL), iif(f.n, 'now', NULL), iif(g.n, 'now', NULL), t.n, e.etag"
      "  FROM e, l, v, b a, b s, b f, b g, b t");
  odd = kit_text (kit,
      "SELECT state, count(*) FROM photos WHERE"
      " (state IN ('proven', 'size_only', 'altered', 'gone_from_cloud')) > is_downloaded"
      " OR (state = 'failed') <> download_failed OR (failure_reason IS NULL) = download_failed"
      " OR (state = 'proven' AND (checksum IS NOT etag OR local_bytes IS NOT bytes))"
      " OR (state = 'gone_from_cloud' AND local_path IS NULL)"
      " OR (is_downloaded AND local_path IS NULL)"
      " OR (want_rank IS NOT NULL AND state NOT IN ('waiting', 'damaged', 'missing')) GROUP BY 1");
  g_assert_cmpstr (odd, ==, "");
  states = kit_text (kit, "SELECT group_concat(state, ' ') FROM (SELECT DISTINCT state FROM photos ORDER BY 1)");
  g_assert_cmpstr (states, ==, "altered arriving damaged failed gone_from_cloud missing proven size_only skipped waiting");
}

static void
test_folders_of_all_levels (gconstpointer data)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *folders = NULL;

  kit_run (kit, "INSERT INTO photos (public_id, resource_type, resource_kind, added_at, folder_path, bytes) VALUES"
                " ('1', 'image', 'upload', 'now', 'Weddings/2024/Ana', 10), ('2', 'image', 'upload', 'now', 'Weddings/2024', 1),"
                " ('3', 'image', 'upload', 'now', 'Weddings/aa', 5), ('4', 'image', 'upload', 'now', '', 3)");
  kit_run (kit, "UPDATE photos SET folder_path = 'Weddings/ab' WHERE public_id = '3'");
  folders = kit_text (kit, "SELECT * FROM folder_structure ORDER BY 1");
  g_assert_cmpstr (folders, ==, "|4|19\nWeddings|3|16\nWeddings/2024|2|11\nWeddings/2024/Ana|1|10\nWeddings/ab|1|5");
}

static void
test_duplicates (gconstpointer data)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *found = NULL;

  kit_run (kit,
      "INSERT INTO photos (public_id, resource_type, resource_kind, added_at, bytes, width, height, etag) VALUES"
      " ('same-1', 'image', 'upload', 'now', 10, 1, 1, '0123456789abcdef0123456789abcdef'),"
      " ('same-2', 'raw', 'upload', 'now', 10, 1, 1, '0123456789abcdef0123456789abcdef'),"
      " ('same size, other content', 'image', 'upload', 'now', 10, 1, 1, 'ffffffffffffffffffffffffffffffff'),"
      " ('size-1', 'image', 'upload', 'now', 20, 2, 2, NULL), ('size-2', 'image', 'upload', 'now', 20, 2, 2, NULL),"
      " ('other', 'image', 'upload', 'now', 20, 2, 3, NULL)");
  found = kit_text (kit, "SELECT * FROM duplicate_candidates ORDER BY bytes");
  g_assert_cmpstr (found, ==, "10|1|1|2|same-1,same-2\n20|2|2|2|size-1,size-2");
}

/* A database that Proofsheet made can be worked on with the plain sqlite3 shell. */
static void
test_plain_connection (gconstpointer data)
{
  g_autoptr(Kit) kit = kit_new ();

  kit_close (kit);
  kit_run (kit, "PRAGMA trusted_schema = OFF;"
                "INSERT INTO photos (public_id, resource_type, resource_kind, added_at, bytes) VALUES ('a', 'image', 'upload', 'now', 7);"
                "UPDATE photos SET bytes = 9, folder_path = 'x'; DELETE FROM photos");
  g_assert_cmpint (kit_int (kit, "SELECT total(photos) + total(bytes) FROM state_counts"), ==, 0);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM folder_counts"), ==, 0);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view') AND sql LIKE '%photo_search%'"), ==, 0);
}

/* A resource of the test's own, made by hand, since nothing has been released yet that could be migrated. */
static void
test_migrations (gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *bundle = g_test_build_filename (G_TEST_BUILT, "migrations.gresource", NULL);
  g_autoptr(GResource) resource = g_resource_load (bundle, &error);
  g_autoptr(PsDb) db = NULL;
  gint64 version;

  g_assert_no_error (error);
  db = ps_db_open (":memory:", PS_DB_NEW, &error);
  g_assert_no_error (error);
  g_assert_true (ps_db_run_script (db, "PRAGMA user_version = 1; CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (5)", &error));
  /* One that breaks in its middle leaves the version before it whole. */
  g_assert_false (ps_schema_migrate (db, resource, "/test/broken/", 3, &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (ps_db_read_int (db, "read-user-version", &version, NULL));
  g_assert_cmpint (version, ==, 1);
  g_assert_true (ps_db_run_script (db, "SELECT a FROM t", &error));
  g_assert_false (ps_db_run_script (db, "SELECT b FROM t", NULL));
  g_assert_true (ps_schema_migrate (db, resource, "/test/whole/", 3, &error));
  g_assert_no_error (error);
  g_assert_true (ps_db_run_script (db, "SELECT a, b, c FROM t", &error));
  /* No way leads from there to 7. */
  g_assert_false (ps_schema_migrate (db, resource, "/test/whole/", 7, &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED);
}

static PsDb *
open_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "fixtures", "catalogs", name, NULL);
  g_autofree char *fixture = NULL;
  g_autoptr(GError) error = NULL;
  PsDb *db;

  g_assert_true (g_file_get_contents (path, &fixture, NULL, &error));
  db = ps_db_open (":memory:", PS_DB_NEW, &error);
  g_assert_no_error (error);
  g_assert_true (ps_db_run_script (db, fixture, &error));
  g_assert_no_error (error);
  return db;
}

static char *
read_text (PsDb       *db,
           const char *sql)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *stmt;

  g_assert_cmpint (sqlite3_prepare_v2 (ps_db_get_handle (db), sql, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      {
        const char *value = (const char *) sqlite3_column_text (stmt, i);

        g_string_append_printf (text, "%s%c", value != NULL ? value : "NULL", i + 1 < sqlite3_column_count (stmt) ? '|' : '\n');
      }
  sqlite3_finalize (stmt);
  return g_string_free (text, FALSE);
}

static void
migrate (PsDb *db)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (ps_schema_migrate_to_today (db, &error));
  g_assert_no_error (error);
}

/* An older catalogue comes out as if it had been made today: every column, index and trigger. */
static void
test_fixture (gconstpointer data)
{
  static const char *const questions[] = {
    "PRAGMA user_version", "PRAGMA application_id",
    "SELECT t.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk, c.hidden FROM sqlite_schema t, pragma_table_xinfo (t.name) c"
    " WHERE t.type = 'table' ORDER BY 1, 2",
    "SELECT name, strict, wr FROM pragma_table_list WHERE name NOT LIKE 'sqlite%' ORDER BY 1",
    "SELECT t.name, f.\"table\", f.\"from\", f.\"to\", f.on_delete FROM sqlite_schema t, pragma_foreign_key_list (t.name) f"
    " WHERE t.type = 'table' ORDER BY 1, 2, 3",
    "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') ORDER BY 1, 2",
  };
  g_autoptr(PsDb) old = open_fixture (data);
  g_autoptr(PsDb) today = ps_db_open (":memory:", PS_DB_NEW, NULL);

  migrate (old);
  g_assert_true (ps_db_run_resource (today, "schema.sql", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *migrated = read_text (old, questions[i]);
      g_autofree char *made = read_text (today, questions[i]);

      g_assert_cmpstr (migrated, ==, made);
    }
}

/* What was in it stays, and the counters that are new say what counting says. */
static void
test_fixture_with_photos (gconstpointer data)
{
  g_autoptr(PsDb) db = open_fixture ("version-1.sql");
  g_autoptr(GError) error = NULL;
  g_autofree char *states = NULL, *collections = NULL, *collected = NULL, *check = NULL;

  g_assert_true (ps_db_run_script (db,
      "INSERT INTO photos (public_id, resource_type, resource_kind, added_at, failed_at, failure_next_at_us) VALUES"
      " ('hopeless', 'image', 'upload', 'now', 'now', NULL), ('again', 'image', 'upload', 'now', 'now', 5),"
      " ('waits', 'image', 'upload', 'now', NULL, NULL);"
      "INSERT INTO collections (name, created_at) VALUES ('Portfolio', 'now'), ('Empty', 'now');"
      "INSERT INTO photo_collections (photo_id, collection_id, added_at) VALUES (1, 1, 'now'), (3, 1, 'now')", &error));
  g_assert_no_error (error);
  migrate (db);
  states = read_text (db, "SELECT state, photos, needs_you FROM state_counts WHERE photos > 0 ORDER BY 1");
  g_assert_cmpstr (states, ==, "failed|2|1\nwaiting|1|0\n");
  collections = read_text (db, "SELECT name, photos, used_at_us FROM collections ORDER BY 1");
  g_assert_cmpstr (collections, ==, "Empty|0|NULL\nPortfolio|2|NULL\n");
  collected = read_text (db, "SELECT photos FROM collected_photos");
  g_assert_cmpstr (collected, ==, "2\n");
  check = read_text (db, "PRAGMA integrity_check");
  g_assert_cmpstr (check, ==, "ok\n");
}

/* Pictures of before there were imprints are looked at once more; what is no picture is not. */
static void
test_fixture_without_imprints (gconstpointer data)
{
  g_autoptr(PsDb) db = open_fixture ("version-3.sql");
  g_autoptr(GError) error = NULL;
  g_autofree char *inspected = NULL;

  g_assert_true (ps_db_run_script (db,
      "INSERT INTO photos (public_id, resource_type, resource_kind, added_at, local_path, local_key, checksum, local_bytes, verify_result,"
      "  inspected_at, fingerprint) VALUES"
      " ('picture', 'image', 'upload', 'now', 'a.jpg', 'a.jpg', '0123456789abcdef0123456789abcdef', 5, 'sound', 'then', 77),"
      " ('film', 'video', 'upload', 'now', 'b.mp4', 'b.mp4', '1123456789abcdef0123456789abcdef', 5, 'sound', 'then', NULL)", &error));
  g_assert_no_error (error);
  migrate (db);
  inspected = read_text (db, "SELECT public_id, inspected_at FROM photos ORDER BY 1");
  g_assert_cmpstr (inspected, ==, "film|then\npicture|NULL\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/schema/documented-names-are-there", NULL, test_documented);
  g_test_add_data_func ("/schema/tables-are-strict", NULL, test_strict);
  g_test_add_data_func ("/schema/every-file-travels-along", NULL, test_resource_is_complete);
  g_test_add_data_func ("/schema/every-statement-prepares", NULL, test_statements_prepare);
  g_test_add_data_func ("/schema/lists-come-from-indexes", NULL, test_plans);
  g_test_add_data_func ("/schema/views-answer-on-nothing", NULL, test_views_on_nothing);
  g_test_add_data_func ("/schema/flags-cannot-be-set", NULL, test_flags_follow_facts);
  g_test_add_data_func ("/schema/every-mixture-of-facts-has-one-state", NULL, test_every_mixture_of_facts);
  g_test_add_data_func ("/schema/folders-of-all-levels", NULL, test_folders_of_all_levels);
  g_test_add_data_func ("/schema/duplicates-by-content-first", NULL, test_duplicates);
  g_test_add_data_func ("/schema/works-in-a-plain-shell", NULL, test_plain_connection);
  g_test_add_data_func ("/schema/migrations", NULL, test_migrations);
  g_test_add_data_func ("/schema/version-1-becomes-todays", "version-1.sql", test_fixture);
  g_test_add_data_func ("/schema/version-2-becomes-todays", "version-2.sql", test_fixture);
  g_test_add_data_func ("/schema/version-3-becomes-todays", "version-3.sql", test_fixture);
  g_test_add_data_func ("/schema/version-3-pictures-are-looked-at-again", NULL, test_fixture_without_imprints);
  g_test_add_data_func ("/schema/version-1-keeps-its-photos", NULL, test_fixture_with_photos);
  return g_test_run ();
}
