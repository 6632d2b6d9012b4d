/* src/ui/clocks.c: clocks that were wrong are put right, which is said in a toast, and taken back. */
#include "ui/clocks.h"

#include <glib/gi18n.h>

#include "catalog/catalog-marks.h"
#include "ui/clock-words.h"

typedef struct
{
  PsWindow *window; /* borrowed in the undo stack, which the window has; owned on its way */
  GArray *ids;      /* owned; of gint64 */
  gint64 shift_us;
} Deed;

static void
free_deed (gpointer data)
{
  Deed *self = data;

  g_array_unref (self->ids);
  g_free (self);
}

static Deed *
new_deed (PsWindow *window,
          GArray   *ids,
          gint64    shift_us)
{
  Deed *self = g_new0 (Deed, 1);

  self->window = window;
  self->ids = g_array_ref (ids);
  self->shift_us = shift_us;
  return self;
}

static void
shifted_quietly_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(PsWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) shifted = ps_catalog_shift_clock_finish (PS_CATALOG (source), result, &error);

  if (shifted == NULL)
    ps_window_report (window, error);
}

static void
shift_by (const Deed *self,
          gint64      shift_us)
{
  PsLibrary *library = ps_window_get_library (self->window);

  if (library != NULL)
    ps_catalog_shift_clock_async (ps_library_get_catalog (library), self->ids, shift_us, NULL,
                                  shifted_quietly_cb, g_object_ref (self->window));
}

static void
undo (gpointer data)
{
  shift_by (data, -((Deed *) data)->shift_us);
}

static void
redo (gpointer data)
{
  shift_by (data, ((Deed *) data)->shift_us);
}

static void
shifted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Deed *asked = user_data;
  g_autoptr(PsWindow) window = asked->window; /* given by ps_clocks_shift() */
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) shifted = ps_catalog_shift_clock_finish (PS_CATALOG (source), result, &error);
  g_autofree char *how_far = ps_clock_words_shift (asked->shift_us);
  g_autofree char *words = NULL;
  PsLibrary *library;
  gboolean is_shown;

  if (shifted == NULL)
    ps_window_report (window, error);
  else if (shifted->len == 0)
    ps_window_toast (window, _("None of these photos has a time of its own"), FALSE);
  else
    {
      /* Translators: how many photos, and how far: “12 photos count as taken 1 hour later”. */
      words = g_strdup_printf (ngettext ("%1$'u photo counts as taken %2$s", "%1$'u photos count as taken %2$s", shifted->len),
                               shifted->len, how_far);
      /* Where the library was let go of meanwhile, there is nothing to undo it in. */
      library = ps_window_get_library (window);
      is_shown = library != NULL && ps_library_get_catalog (library) == PS_CATALOG (source);
      if (is_shown)
        ps_undo_push (ps_window_get_undo (window), words, undo, redo, new_deed (window, shifted, asked->shift_us), free_deed);
      ps_window_toast (window, words, is_shown);
    }
  free_deed (asked);
}

/**
 * ps_clocks_shift:
 * @window: where it is done
 * @ids: (element-type gint64): photos
 * @shift_us: microseconds to be added to when they count as taken
 */
void
ps_clocks_shift (PsWindow *window,
                 GArray   *ids,
                 gint64    shift_us)
{
  PsLibrary *library = ps_window_get_library (window);

  if (library != NULL && ids->len > 0 && shift_us != 0)
    ps_catalog_shift_clock_async (ps_library_get_catalog (library), ids, shift_us, NULL, shifted_cb,
                                  new_deed (g_object_ref (window), ids, shift_us));
}
