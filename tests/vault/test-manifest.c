/* tests/vault/test-manifest.c: plain tools can check the library at any moment, and a catalogue can be made of it. Promise 13. */
#include <glib/gstdio.h>
#include <string.h>

#include "vault-test.h"

static PsManifestEntry *
make_entry (const char *path,
            const char *text)
{
  PsManifestEntry *entry = g_new0 (PsManifestEntry, 1);

  entry->path = g_strdup (path);
  entry->n_bytes = strlen (text);
  entry->md5 = g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
  entry->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  entry->public_id = g_strdup ("id");
  return entry;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GPtrArray *
read_all (PsVault *vault)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_manifest_entry_free);
  gint64 offset = 0;

  for (;;)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GPtrArray) some = NULL;
      g_autoptr(GError) error = NULL;

      ps_manifest_read_async (vault, offset, answered_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      some = ps_manifest_read_finish (vault, result, &offset, &error);
      g_assert_no_error (error);
      if (some->len == 0)
        return all;
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&some));
    }
}

/* Names with every sign that sha256sum or JSON minds. */
static void
test_sha256sum_agrees (TestLibrary   *self,
                       gconstpointer  data)
{
  static const char *const names[] = {
    "plain.jpg", "back\\slash.jpg", "two\nlines.jpg", "\xc3\xa9\xf0\x9f\x98\x80.jpg", "\"quoted\".jpg", " *space.jpg", "not\xffutf8.jpg",
    "tab\tand\x01.jpg", "-c.jpg"
  };
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("Photos/%s", names[i]), *name = g_strdup_printf ("name-%u", i);

      ps_intake_result_free (test_import (self->vault, name, path, names[i], &error));
      g_assert_no_error (error);
      g_assert_true (test_sums_are_right (self->root));
    }
  entries = read_all (self->vault);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const PsManifestEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = g_strdup_printf ("Photos/%s", names[i]);
      g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, names[i], -1);

      g_assert_cmpstr (entry->path, ==, path);
      g_assert_cmpstr (entry->sha256, ==, sha256);
      g_assert_cmpint (entry->n_bytes, ==, strlen (names[i]));
      g_assert_cmpstr (entry->public_id, ==, "a \"quoted\" id");
      g_assert_cmpstr (entry->asset_id, ==, "0123456789abcdef0123456789abcdef");
      g_assert_cmpint (entry->version, ==, 7);
    }
}

/* A clean end is known; any other makes the manifests suspect, and a torn line never names a wrong file. */
static void
test_knows_unclean_end (TestLibrary   *self,
                        gconstpointer  data)
{
  g_autofree char *sums = test_library_path (self, "MANIFEST.sha256");
  g_autofree char *jsonl = test_library_path (self, ".proofsheet/manifest.jsonl");
  g_autofree char *text = NULL, *torn = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (ps_manifest_needs_rewrite (self->vault));
  ps_intake_result_free (test_import (self->vault, "a", "Photos/a.jpg", "photo", &error));
  g_assert_no_error (error);
  g_assert_false (ps_manifest_needs_rewrite (self->vault));
  test_close (g_steal_pointer (&self->vault));
  self->vault = test_open (self->root, 0, &error);
  g_assert_false (ps_manifest_needs_rewrite (self->vault));
  test_close (g_steal_pointer (&self->vault));

  text = test_read_file (sums);
  torn = g_strconcat (text, "0000000000000000000000000000000000000000000000000000000000000000  Photos/a.j", NULL);
  test_write_file (sums, torn);
  self->vault = test_open (self->root, 0, &error);
  g_assert_true (ps_manifest_needs_rewrite (self->vault));
  g_assert_true (test_sums_are_right (self->root));
  test_close (g_steal_pointer (&self->vault));

  /* Still suspect after a close: nobody wrote them anew. */
  g_remove (jsonl);
  self->vault = test_open (self->root, 0, &error);
  g_assert_true (ps_manifest_needs_rewrite (self->vault));
  ps_intake_result_free (test_import (self->vault, "b", "Photos/b.jpg", "other", &error));
  g_assert_no_error (error);
  entries = read_all (self->vault);
  g_assert_cmpuint (entries->len, ==, 1);
}

/* Written anew as a whole, with what is committed meanwhile. */
static void
test_rewrites (TestLibrary   *self,
               gconstpointer  data)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_manifest_entry_free);
  g_autoptr(GPtrArray) found = NULL, again = NULL;
  g_autoptr(GAsyncResult) begun = NULL, finished = NULL;
  g_autoptr(GError) error = NULL;
  PsManifestWriter *writer;

  ps_intake_result_free (test_import (self->vault, "a", "Photos/a.jpg", "photo", &error));
  g_assert_true (test_move (self->vault, "Photos/a.jpg", "Photos/b/a.jpg", &error));
  g_assert_true (ps_manifest_needs_rewrite (self->vault));

  g_ptr_array_add (entries, make_entry ("Photos/b/a.jpg", "photo"));
  ps_manifest_rewrite_begin_async (self->vault, answered_cb, &begun);
  while (begun == NULL)
    g_main_context_iteration (NULL, TRUE);
  writer = ps_manifest_rewrite_begin_finish (self->vault, begun, &error);
  g_assert_no_error (error);
  ps_intake_result_free (test_import (self->vault, "c", "Photos/c.jpg", "meanwhile", &error));
  g_assert_no_error (error);
  ps_manifest_rewrite_add_async (self->vault, writer, entries, NULL, NULL);
  ps_manifest_rewrite_finish_async (self->vault, writer, answered_cb, &finished);
  while (finished == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (ps_manifest_rewrite_finish_finish (self->vault, finished, &error));
  g_assert_no_error (error);

  g_assert_false (ps_manifest_needs_rewrite (self->vault));
  g_assert_true (test_sums_are_right (self->root));
  found = read_all (self->vault);
  g_assert_cmpuint (found->len, ==, 2);

  /* What is appended afterwards goes to the new files; the end is clean again. */
  ps_intake_result_free (test_import (self->vault, "d", "Photos/d.jpg", "later", &error));
  again = read_all (self->vault);
  g_assert_cmpuint (again->len, ==, 3);
  g_clear_object (&begun);
  g_clear_object (&finished);
  test_close (g_steal_pointer (&self->vault));
  self->vault = test_open (self->root, 0, &error);
  g_assert_false (ps_manifest_needs_rewrite (self->vault));
}

/* A rewrite that is given up leaves what stands, and nothing else. */
static void
test_abandons (TestLibrary   *self,
               gconstpointer  data)
{
  g_autofree char *staging = test_library_path (self, ".proofsheet/staging");
  g_autoptr(GAsyncResult) begun = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;

  ps_intake_result_free (test_import (self->vault, "a", "Photos/a.jpg", "photo", &error));
  ps_manifest_rewrite_begin_async (self->vault, answered_cb, &begun);
  while (begun == NULL)
    g_main_context_iteration (NULL, TRUE);
  ps_manifest_rewrite_abandon (self->vault, ps_manifest_rewrite_begin_finish (self->vault, begun, &error));
  g_clear_object (&begun);
  found = read_all (self->vault);
  g_assert_cmpuint (found->len, ==, 1);
  test_close (g_steal_pointer (&self->vault));
  g_assert_cmpint (g_rmdir (staging), ==, 0);
}

/* X15: a manifest from a stranger: no path that leads outside comes out of it, and no line breaks the reader. */
static void
test_hostile_manifest (TestLibrary   *self,
                       gconstpointer  data)
{
  g_autofree char *jsonl = test_library_path (self, ".proofsheet/manifest.jsonl");
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) found = NULL;

  g_string_append (text, "{\"path\":\"../../etc/passwd\",\"bytes\":1}\n{\"path\":\"/etc/passwd\"}\n{\"path\":\"Photos/./x\"}\n"
                         "{\"path\":\"Photos//x\"}\n{\"path\":\"\"}\n{}\n[]\n\"x\"\n{\"path\":\"Photos/\\u0000x\"}\n"
                         "{\"path\":\"Photos/a\",\"bytes\":99999999999999999999}\n{\"path\":\"a\",\"b\":{\"c\":1}}\n"
                         "{\"path\":\"Photos/\\ud83d\\ude00\",\"bytes\":5}\n{\"path\":\"x\\ud83d\"}\n{\"path\"\n\n");
  for (guint i = 0; i < 300000; i++)
    g_string_append (text, "{\"path\":");
  g_string_append (text, "\n{\"path\":\"Photos/last\"}\n{\"path\":\"Photos/cut");
  test_write_file (jsonl, text->str);
  found = read_all (self->vault);
  g_assert_cmpuint (found->len, >=, 2);
  for (guint i = 0; i < found->len; i++)
    {
      const PsManifestEntry *entry = g_ptr_array_index (found, i);

      g_assert_true (g_str_has_prefix (entry->path, "Photos/"));
      g_assert_null (strstr (entry->path, "cut"));
    }
  g_assert_cmpstr (((PsManifestEntry *) g_ptr_array_index (found, 1))->path, ==, "Photos/\xf0\x9f\x98\x80");
  g_assert_cmpint (((PsManifestEntry *) g_ptr_array_index (found, 0))->n_bytes, ==, -1);
}

#define ADD(path, func) g_test_add (path, TestLibrary, NULL, test_library_set_up, func, test_library_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/manifest/sha256sum-agrees", test_sha256sum_agrees);
  ADD ("/manifest/knows-unclean-end", test_knows_unclean_end);
  ADD ("/manifest/rewrites", test_rewrites);
  ADD ("/manifest/abandons", test_abandons);
  ADD ("/manifest/hostile", test_hostile_manifest);
  return g_test_run ();
}
