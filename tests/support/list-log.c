/* tests/support/list-log.c: a model as text ("a b c"), its changes as text ("3+2").
 *
 * "3+2": two came at position 3. "3-2": two went from there. "3-2+1": two went, one came. Each change is also made to a
 * copy of the model, which must then say what the model says: a change that was told wrongly never passes.
 */
#include "list-log.h"

struct _ListLog
{
  GListModel *model;  /* owned */
  ListLogWord word;
  GPtrArray *copy;    /* owned, of char * */
  GString *changes;   /* owned */
};

static char *
join (GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (char *) g_ptr_array_index (words, i));
  return g_string_free (text, FALSE);
}

static char *
word_at (ListLog *self,
         guint    position)
{
  g_autoptr(GObject) item = g_list_model_get_item (self->model, position);

  g_assert_nonnull (item);
  return self->word (item);
}

static void
assert_copy_is_right (ListLog *self)
{
  g_assert_cmpuint (self->copy->len, ==, g_list_model_get_n_items (self->model));
  for (guint i = 0; i < self->copy->len; i++)
    {
      g_autofree char *word = word_at (self, i);

      g_assert_cmpstr (g_ptr_array_index (self->copy, i), ==, word);
    }
  g_assert_null (g_list_model_get_item (self->model, self->copy->len));
}

static void
changed_cb (GListModel *model,
            guint       position,
            guint       n_removed,
            guint       n_added,
            ListLog    *self)
{
  g_string_append_printf (self->changes, "%s%u", self->changes->len > 0 ? " " : "", position);
  if (n_removed > 0)
    g_string_append_printf (self->changes, "-%u", n_removed);
  if (n_added > 0)
    g_string_append_printf (self->changes, "+%u", n_added);
  g_assert_cmpuint (position + n_removed, <=, self->copy->len);
  if (n_removed > 0)
    g_ptr_array_remove_range (self->copy, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->copy, (gint) (position + i), word_at (self, position + i));
  assert_copy_is_right (self);
}

ListLog *
list_log_new (GListModel  *model,
              ListLogWord  word)
{
  ListLog *self = g_new0 (ListLog, 1);

  self->model = g_object_ref (model);
  self->word = word;
  self->copy = g_ptr_array_new_with_free_func (g_free);
  self->changes = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (self->copy, word_at (self, i));
  g_signal_connect (model, "items-changed", G_CALLBACK (changed_cb), self);
  return self;
}

void
list_log_free (ListLog *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_ptr_array_unref (self->copy);
  g_string_free (self->changes, TRUE);
  g_free (self);
}

void
list_log_assert_items (ListLog    *self,
                       const char *expected)
{
  g_autofree char *items = join (self->copy);

  assert_copy_is_right (self);
  g_assert_cmpstr (items, ==, expected);
}

/* All since the last time. */
void
list_log_assert_changes (ListLog    *self,
                         const char *expected)
{
  g_assert_cmpstr (self->changes->str, ==, expected);
  g_string_truncate (self->changes, 0);
}
