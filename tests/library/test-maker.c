/* tests/library/test-maker.c: a library is made with its choices, found again without its secret, and the secret is in no file of it. */
#include <glib/gstdio.h>
#include <string.h>

#include "cloud/secret-store.h"
#include "library/maker.h"

#define SECRET "canary-secret-aB3dE5fG7"

typedef struct
{
  char *base, *root; /* owned */
  GAsyncResult *result;
} Fixture;

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_set_object (&((Fixture *) user_data)->result, result);
}

static GAsyncResult *
await (Fixture *self)
{
  g_clear_object (&self->result);
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return self->result;
}

static PsAccount *
new_account (const char *cloud_name)
{
  return ps_account_new (cloud_name, "123456789012345", SECRET, "http://127.0.0.1:9", NULL);
}

static void
close_library (Fixture   *self,
               PsLibrary *library)
{
  ps_library_close_async (library, answered_cb, self);
  g_assert_true (ps_library_close_finish (library, await (self), NULL));
}

static char *
read_setting (Fixture    *self,
              PsLibrary  *library,
              const char *key)
{
  ps_catalog_get_setting_async (ps_library_get_catalog (library), key, NULL, answered_cb, self);
  return ps_catalog_get_setting_finish (ps_library_get_catalog (library), await (self), NULL);
}

static void
assert_setting (Fixture    *self,
                PsLibrary  *library,
                const char *key,
                const char *expected)
{
  g_autofree char *value = read_setting (self, library, key);

  g_assert_cmpstr (value, ==, expected);
}

static void
assert_no_secret_in (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        assert_no_secret_in (child);
      else if (g_file_get_contents (child, &text, &length, NULL))
        g_assert_null (memmem (text, length, SECRET, strlen (SECRET)));
    }
}

static PsLibrary *
make (Fixture     *self,
      const char  *cloud_name,
      gboolean     is_there,
      GError     **error)
{
  g_autoptr(PsAccount) account = new_account (cloud_name);
  PsLibraryChoices choices = { g_strdup ("100"), g_strdup ("photos,files"), g_strdup ("[\"Weddings\"]"), TRUE, FALSE };

  ps_library_make_async (self->root, is_there, account, &choices, answered_cb, self);
  g_assert_null (choices.budget);
  return ps_library_make_finish (await (self), error);
}

static void
test_made (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PsLibrary) library = make (self, "studio", FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (ps_library_get_client (library));
  assert_setting (self, library, PS_SETTING_BUDGET, "100");
  assert_setting (self, library, PS_SETTING_ONLY_KINDS, "photos,files");
  assert_setting (self, library, PS_SETTING_ONLY_FOLDERS, "[\"Weddings\"]");
  assert_setting (self, library, PS_SETTING_LOOK_EVERY, "7");
  assert_setting (self, library, PS_SETTING_KEEP_AWAKE, "0");
  assert_setting (self, library, "api_origin", "http://127.0.0.1:9");
  close_library (self, library);
  assert_no_secret_in (self->root);
}

static void
test_found (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(PsLibrary) made = make (self, "studio", FALSE, NULL);
  g_autoptr(PsLibrary) without = NULL, with = NULL;
  g_autoptr(PsAccount) account = new_account ("studio");
  g_autofree char *origin = NULL;

  close_library (self, made);
  ps_library_find_async (self->root, answered_cb, self);
  without = ps_library_find_finish (await (self), &origin, NULL);
  g_assert_null (ps_library_get_client (without));
  g_assert_cmpstr (origin, ==, "http://127.0.0.1:9");
  close_library (self, without);
  ps_secret_store_save_async (account, NULL, answered_cb, self);
  g_assert_true (ps_secret_store_save_finish (await (self), NULL));
  ps_library_find_async (self->root, answered_cb, self);
  with = ps_library_find_finish (await (self), NULL, NULL);
  g_assert_nonnull (ps_library_get_client (with));
  close_library (self, with);
}

/* U7: the folder of one account is not another's. */
static void
test_other_account (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr(PsLibrary) made = make (self, "studio", FALSE, NULL);
  g_autoptr(PsLibrary) other = NULL, again = NULL;
  g_autoptr(GError) error = NULL;

  close_library (self, made);
  other = make (self, "rossi", TRUE, &error);
  g_assert_null (other);
  g_assert_error (error, PS_LIBRARY_ERROR, PS_LIBRARY_ERROR_OTHER_ACCOUNT);
  again = make (self, "studio", TRUE, NULL); /* it was closed: its lock is free */
  g_assert_nonnull (again);
  close_library (self, again);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *keyring = NULL;

  self->base = g_dir_make_tmp ("ps-maker-XXXXXX", NULL);
  self->root = g_build_filename (self->base, "Library", NULL);
  keyring = g_build_filename (self->base, "keyring", NULL);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_object (&self->result);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  remove_tree (self->base);
  g_free (self->base);
  g_free (self->root);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "x", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/maker/choices-are-written-and-no-secret", Fixture, NULL, set_up, test_made, tear_down);
  g_test_add ("/maker/another-accounts-library-stays-its-own", Fixture, NULL, set_up, test_other_account, tear_down);
  g_test_add ("/maker/found-with-and-without-its-secret", Fixture, NULL, set_up, test_found, tear_down);
  return g_test_run ();
}
