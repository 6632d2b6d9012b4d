/* src/ui/sidebar-item.c: a row of the sidebar. The same object for as long as the row is there, so that it keeps its focus. */
#include "ui/sidebar-item.h"

struct _PsSidebarItem
{
  GObject parent_instance;

  /* Owned */
  char *key;
  char *title, *icon_name;
  char *note, *description; /* nullable */
  PsPhotoQuery *query;      /* nullable: a page or a heading */
  gint64 count;
  PsRowKind kind;
  guint depth;
  gboolean is_open;
};

typedef enum { PROP_TITLE = 1, PROP_ICON_NAME, PROP_COUNT, PROP_NOTE, PROP_DESCRIPTION, PROP_IS_OPEN } PsSidebarItemProp;
static GParamSpec *props[PROP_IS_OPEN + 1];

G_DEFINE_FINAL_TYPE (PsSidebarItem, ps_sidebar_item, G_TYPE_OBJECT)

static void
ps_sidebar_item_finalize (GObject *object)
{
  PsSidebarItem *self = PS_SIDEBAR_ITEM (object);

  g_free (self->key);
  g_free (self->title);
  g_free (self->icon_name);
  g_free (self->note);
  g_free (self->description);
  g_clear_pointer (&self->query, ps_photo_query_unref);
  G_OBJECT_CLASS (ps_sidebar_item_parent_class)->finalize (object);
}

static void
ps_sidebar_item_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PsSidebarItem *self = PS_SIDEBAR_ITEM (object);

  switch ((PsSidebarItemProp) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_COUNT:
      g_value_set_int64 (value, self->count);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_IS_OPEN:
      g_value_set_boolean (value, self->is_open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ps_sidebar_item_class_init (PsSidebarItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ps_sidebar_item_finalize;
  object_class->get_property = ps_sidebar_item_get_property;
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  props[PROP_COUNT] = g_param_spec_int64 ("count", NULL, NULL, -1, G_MAXINT64, -1, flags);
  props[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  props[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  props[PROP_IS_OPEN] = g_param_spec_boolean ("is-open", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
ps_sidebar_item_init (PsSidebarItem *self)
{
  self->count = -1;
}

/**
 * ps_sidebar_item_new:
 * @key: what tells it from every other row
 * @kind: what it is
 * @query: (transfer full) (nullable): the photos it stands for
 *
 * Returns: (transfer full): the row
 */
PsSidebarItem *
ps_sidebar_item_new (const char   *key,
                     PsRowKind     kind,
                     PsPhotoQuery *query)
{
  PsSidebarItem *self = g_object_new (PS_TYPE_SIDEBAR_ITEM, NULL);

  self->key = g_strdup (key);
  self->kind = kind;
  self->query = query;
  return self;
}

const char *
ps_sidebar_item_get_key (PsSidebarItem *self)
{
  return self->key;
}

PsRowKind
ps_sidebar_item_get_kind (PsSidebarItem *self)
{
  return self->kind;
}

/* Returns: (transfer none) (nullable): the photos it stands for */
PsPhotoQuery *
ps_sidebar_item_get_query (PsSidebarItem *self)
{
  return self->query;
}

const char *
ps_sidebar_item_get_title (PsSidebarItem *self)
{
  return self->title;
}

/* How many folders it lies in. */
guint
ps_sidebar_item_get_depth (PsSidebarItem *self)
{
  return self->depth;
}

void
ps_sidebar_item_set_depth (PsSidebarItem *self,
                           guint          depth)
{
  self->depth = depth;
}

gboolean
ps_sidebar_item_get_is_open (PsSidebarItem *self)
{
  return self->is_open;
}

void
ps_sidebar_item_set_is_open (PsSidebarItem *self,
                             gboolean       is_open)
{
  if (self->is_open == is_open)
    return;
  self->is_open = is_open;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_OPEN]);
}

static void
set_text (PsSidebarItem      *self,
          char              **place,
          const char         *text,
          PsSidebarItemProp   prop)
{
  if (g_strcmp0 (*place, text) == 0)
    return;
  g_free (*place);
  *place = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

/**
 * ps_sidebar_item_show:
 * @self: a row
 * @title: its name; plain text
 * @icon_name: its icon
 * @count: how many photos; −1: not said
 * @note: (nullable): said beside it
 * @description: (nullable): said when it is pointed at
 */
void
ps_sidebar_item_show (PsSidebarItem *self,
                      const char    *title,
                      const char    *icon_name,
                      gint64         count,
                      const char    *note,
                      const char    *description)
{
  set_text (self, &self->title, title, PROP_TITLE);
  set_text (self, &self->icon_name, icon_name, PROP_ICON_NAME);
  set_text (self, &self->note, note, PROP_NOTE);
  set_text (self, &self->description, description, PROP_DESCRIPTION);
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
}
