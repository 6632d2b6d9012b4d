/* src/ui/shoot-item.c: a shoot as an item of a list, and in words. */
#include "ui/shoot-item.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "ui/date-words.h"
#include "ui/words.h"

#define MAX_CHARS 120

struct _PsShootItem
{
  GObject parent_instance;

  PsShoot *shoot; /* owned */
};

G_DEFINE_FINAL_TYPE (PsShootItem, ps_shoot_item, G_TYPE_OBJECT)

static void
ps_shoot_item_finalize (GObject *object)
{
  ps_shoot_free (PS_SHOOT_ITEM (object)->shoot);
  G_OBJECT_CLASS (ps_shoot_item_parent_class)->finalize (object);
}

static void
ps_shoot_item_class_init (PsShootItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_shoot_item_finalize;
}

static void
ps_shoot_item_init (PsShootItem *self)
{
}

/**
 * ps_shoot_item_new:
 * @shoot: (transfer full): a shoot
 *
 * Returns: (transfer full): an item for it
 */
PsShootItem *
ps_shoot_item_new (PsShoot *shoot)
{
  PsShootItem *self = g_object_new (PS_TYPE_SHOOT_ITEM, NULL);

  self->shoot = shoot;
  return self;
}

/**
 * ps_shoot_item_get_shoot:
 * @self: an item
 *
 * Returns: (transfer none): its shoot
 */
const PsShoot *
ps_shoot_item_get_shoot (PsShootItem *self)
{
  return self->shoot;
}

/**
 * ps_shoot_item_is_found:
 * @self: an item
 *
 * Returns: whether the program found it, and may change it yet
 */
gboolean
ps_shoot_item_is_found (PsShootItem *self)
{
  return g_strcmp0 (self->shoot->origin, "found") == 0;
}

/**
 * ps_shoot_item_dup_name:
 * @self: an item
 *
 * Returns: (transfer full): its name, safe to show as plain text
 */
char *
ps_shoot_item_dup_name (PsShootItem *self)
{
  if (*self->shoot->name == '\0' && self->shoot->begins_us != 0)
    return ps_date_words_day (self->shoot->begins_us); /* a preview has no name yet */
  return ps_text_visible (self->shoot->name, MAX_CHARS);
}

static void
append (GString    *words,
        const char *more)
{
  if (more != NULL && *more != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", more);
}

/* What tells the parts of a day apart. */
static char *
dup_hours (const PsShoot *shoot)
{
  g_autofree char *from = ps_date_words_clock (shoot->begins_us), *to = ps_date_words_clock (shoot->ends_us);

  if (g_str_equal (from, to))
    return g_steal_pointer (&from);
  /* Translators: the times of a shoot's first and last photo, as in “14:02–17:40”. */
  return g_strdup_printf (_("%1$s–%2$s"), from, to);
}

/**
 * ps_shoot_item_is_preview:
 * @self: an item
 *
 * Returns: whether the shoot would only be there if the person wished
 */
gboolean
ps_shoot_item_is_preview (PsShootItem *self)
{
  return self->shoot->id == 0;
}

/**
 * ps_shoot_item_dup_details:
 * @self: an item
 *
 * Returns: (transfer full): its day, how many photos, who it was for and where
 */
char *
ps_shoot_item_dup_details (PsShootItem *self)
{
  const PsShoot *shoot = self->shoot;
  g_autofree char *day = shoot->begins_us != 0 ? ps_date_words_day (shoot->begins_us) : g_strdup (shoot->date);
  g_autofree char *photos = ps_words_photos (shoot->n_photos);
  g_autofree char *client = shoot->client != NULL ? ps_text_visible (shoot->client, MAX_CHARS) : NULL;
  g_autofree char *location = shoot->location != NULL ? ps_text_visible (shoot->location, MAX_CHARS) : NULL;
  g_autofree char *hours = ps_shoot_item_is_preview (self) ? dup_hours (shoot) : NULL;
  GString *words = g_string_new (NULL);

  append (words, day);
  append (words, hours);
  append (words, photos);
  append (words, client);
  append (words, location);
  return g_string_free (words, FALSE);
}
