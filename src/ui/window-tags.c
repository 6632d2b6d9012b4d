/* src/ui/window-tags.c: tags of one's own on what is selected, put on and taken off; the cloud's stay as they are. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "catalog/catalog-browse.h"
#include "ui/deeds.h"
#include "ui/tags-window.h"

#define MAX_CHARS 60

typedef struct
{
  PsWindow *window; /* owned */
  char *tag;        /* owned */
  gboolean is_added;
} Tagging;

static void
free_tagging (Tagging *self)
{
  g_object_unref (self->window);
  g_free (self->tag);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tagging, free_tagging)

static char *
say_changed (const Tagging *tagging,
             guint          n_changed)
{
  g_autofree char *tag = ps_text_visible (tagging->tag, MAX_CHARS);

  if (n_changed == 0)
    /* Translators: a tag. */
    return g_strdup_printf (tagging->is_added ? _("The tag %s is there already") : _("No tag %s of your own is there"), tag);
  if (tagging->is_added)
    /* Translators: how many photos, and a tag. */
    return g_strdup_printf (ngettext ("%1$'u photo tagged %2$s", "%1$'u photos tagged %2$s", n_changed), n_changed, tag);
  /* Translators: a tag, and how many photos. */
  return g_strdup_printf (ngettext ("Tag %1$s taken off %2$'u photo", "Tag %1$s taken off %2$'u photos", n_changed), tag, n_changed);
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Tagging) tagging = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) changed = tagging->is_added ? ps_catalog_add_tag_finish (PS_CATALOG (source), result, &error)
                                                : ps_catalog_remove_tag_finish (PS_CATALOG (source), result, &error);
  g_autofree char *words = NULL;

  if (changed == NULL)
    {
      ps_window_report (tagging->window, error);
      return;
    }
  words = say_changed (tagging, changed->len);
  if (changed->len > 0)
    ps_deeds_push_tag (tagging->window, words, tagging->tag, changed, tagging->is_added);
  ps_window_toast (tagging->window, words, changed->len > 0);
}

static Tagging *
new_tagging (PsWindow   *self,
             const char *tag,
             gboolean    is_added)
{
  Tagging *tagging = g_new0 (Tagging, 1);

  tagging->window = g_object_ref (self);
  tagging->tag = g_strdup (tag);
  tagging->is_added = is_added;
  return tagging;
}

/**
 * ps_window_add_tag:
 * @self: a window
 * @tag: a tag
 * @ids: (element-type gint64): the photos
 *
 * Tags them here, not in the cloud, and says so with Undo.
 */
void
ps_window_add_tag (PsWindow   *self,
                   const char *tag,
                   GArray     *ids)
{
  if (self->library != NULL && ids->len > 0)
    ps_catalog_add_tag_async (ps_library_get_catalog (self->library), tag, ids, self->cancellable, changed_cb, new_tagging (self, tag, TRUE));
}

/**
 * ps_window_remove_tag:
 * @self: a window
 * @tag: a tag of one's own
 * @ids: (element-type gint64): the photos
 *
 * Takes it off them here, not in the cloud, and says so with Undo.
 */
void
ps_window_remove_tag (PsWindow   *self,
                      const char *tag,
                      GArray     *ids)
{
  if (self->library != NULL && ids->len > 0)
    ps_catalog_remove_tag_async (ps_library_get_catalog (self->library), tag, ids, self->cancellable, changed_cb, new_tagging (self, tag, FALSE));
}

static void
add_tag (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);

  if (self->library != NULL && ids->len > 0)
    ps_tags_window_present (self, ids);
}

/**
 * ps_window_add_tag_actions:
 * @self: a window whose children are there
 */
void
ps_window_add_tag_actions (PsWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "add-tag", .activate = add_tag },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
