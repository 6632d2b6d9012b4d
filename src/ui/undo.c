/* src/ui/undo.c: what a person did in this window, and how it is taken back. */
#include "ui/undo.h"

#define MOST_DEEDS 100

typedef struct
{
  char *label;
  PsUndoFunc undo, redo;
  gpointer data;
  GDestroyNotify free_data;
} Deed;

struct _PsUndo
{
  GObject parent_instance;

  /* Owned; of Deed, the latest last */
  GPtrArray *done;
  GPtrArray *undone;
};

typedef enum { PROP_CAN_UNDO = 1, PROP_CAN_REDO } PsUndoProp;
static GParamSpec *props[PROP_CAN_REDO + 1];

G_DEFINE_FINAL_TYPE (PsUndo, ps_undo, G_TYPE_OBJECT)

static void
free_deed (gpointer data)
{
  Deed *deed = data;

  g_free (deed->label);
  if (deed->free_data != NULL)
    deed->free_data (deed->data);
  g_free (deed);
}

static void
tell (PsUndo *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_REDO]);
}

static void
ps_undo_finalize (GObject *object)
{
  PsUndo *self = PS_UNDO (object);

  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  G_OBJECT_CLASS (ps_undo_parent_class)->finalize (object);
}

static void
ps_undo_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  PsUndo *self = PS_UNDO (object);

  switch ((PsUndoProp) prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, ps_undo_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, ps_undo_can_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ps_undo_class_init (PsUndoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ps_undo_finalize;
  object_class->get_property = ps_undo_get_property;
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
ps_undo_init (PsUndo *self)
{
  self->done = g_ptr_array_new_with_free_func (free_deed);
  self->undone = g_ptr_array_new_with_free_func (free_deed);
}

/**
 * ps_undo_new:
 *
 * Returns: (transfer full): with nothing done yet
 */
PsUndo *
ps_undo_new (void)
{
  return g_object_new (PS_TYPE_UNDO, NULL);
}

/**
 * ps_undo_push:
 * @self: the deeds of a window
 * @label: what was done, in a few words
 * @undo: takes it back
 * @redo: does it again
 * @data: (transfer full): for both
 * @free_data: (nullable): frees @data
 *
 * Remembers a deed that was done just now. What was undone before cannot be
 * done again any more.
 */
void
ps_undo_push (PsUndo         *self,
              const char     *label,
              PsUndoFunc      undo,
              PsUndoFunc      redo,
              gpointer        data,
              GDestroyNotify  free_data)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->label = g_strdup (label);
  deed->undo = undo;
  deed->redo = redo;
  deed->data = data;
  deed->free_data = free_data;
  g_ptr_array_set_size (self->undone, 0);
  if (self->done->len == MOST_DEEDS)
    g_ptr_array_remove_index (self->done, 0);
  g_ptr_array_add (self->done, deed);
  tell (self);
}

static void
shift (GPtrArray *from,
       GPtrArray *to)
{
  g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
}

/**
 * ps_undo_undo:
 * @self: the deeds of a window
 *
 * Takes the latest deed back; does nothing where there is none.
 */
void
ps_undo_undo (PsUndo *self)
{
  Deed *deed;

  if (self->done->len == 0)
    return;
  deed = g_ptr_array_index (self->done, self->done->len - 1);
  shift (self->done, self->undone);
  deed->undo (deed->data);
  tell (self);
}

/**
 * ps_undo_redo:
 * @self: the deeds of a window
 *
 * Does again what was taken back last; does nothing where there is none.
 */
void
ps_undo_redo (PsUndo *self)
{
  Deed *deed;

  if (self->undone->len == 0)
    return;
  deed = g_ptr_array_index (self->undone, self->undone->len - 1);
  shift (self->undone, self->done);
  deed->redo (deed->data);
  tell (self);
}

/**
 * ps_undo_clear:
 * @self: the deeds of a window
 *
 * Forgets everything: another library is shown.
 */
void
ps_undo_clear (PsUndo *self)
{
  g_ptr_array_set_size (self->done, 0);
  g_ptr_array_set_size (self->undone, 0);
  tell (self);
}

/**
 * ps_undo_can_undo:
 * @self: the deeds of a window
 *
 * Returns: whether there is a deed to take back
 */
gboolean
ps_undo_can_undo (PsUndo *self)
{
  return self->done->len > 0;
}

/**
 * ps_undo_can_redo:
 * @self: the deeds of a window
 *
 * Returns: whether there is a deed to do again
 */
gboolean
ps_undo_can_redo (PsUndo *self)
{
  return self->undone->len > 0;
}
