/* src/export/xmp.c: a photo as an XMP packet, in the dialect of the program that is to read it.
 *
 * Written with exempi, Adobe's own toolkit. What all of them read: dc:subject,
 * dc:title, dc:description, dc:creator, dc:rights, xmp:Rating, xmp:Label,
 * exif:DateTimeOriginal, exif:GPS…. Tags with levels: digiKam keeps them in
 * digiKam:TagsList with "/", Lightroom and darktable in lr:hierarchicalSubject
 * with "|". Where that is, darktable looks at nothing else: tags of one level
 * are in it as well. All programs take the last part of each as a plain keyword.
 */
#include "export/xmp.h"

#include <exempi/xmp.h>
#include <exempi/xmpconsts.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "export/xmp-properties.h"

static const char *const words[PS_N_XMP_TARGETS] = { "digikam", "darktable", "lightroom", "shotwell" };

/**
 * ps_xmp_target_to_word:
 * @target: a program
 *
 * Returns: its word
 */
const char *
ps_xmp_target_to_word (PsXmpTarget target)
{
  return words[target];
}

/**
 * ps_xmp_target_from_word:
 * @word: any text
 * @target: (out): the program of that word
 *
 * Returns: whether there is one
 */
gboolean
ps_xmp_target_from_word (const char  *word,
                         PsXmpTarget *target)
{
  for (int i = 0; i < PS_N_XMP_TARGETS; i++)
    if (g_str_equal (words[i], word))
      {
        *target = (PsXmpTarget) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ps_xmp_sidecar_name:
 * @target: who is to read it
 * @file_name: the picture's
 *
 * digiKam and darktable look for DSC_1.jpg.xmp, the others for DSC_1.xmp.
 *
 * Returns: (transfer full): the sidecar's name
 */
char *
ps_xmp_sidecar_name (PsXmpTarget  target,
                     const char  *file_name)
{
  const char *dot = strrchr (file_name, '.');

  if (target == PS_XMP_DIGIKAM || target == PS_XMP_DARKTABLE || dot == NULL || dot == file_name)
    return g_strconcat (file_name, ".xmp", NULL);
  return g_strdup_printf ("%.*s.xmp", (int) (dot - file_name), file_name);
}

static void
register_names (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;
  xmp_init ();
  xmp_register_namespace (PS_NS_DIGIKAM, "digiKam", NULL);
  xmp_register_namespace (PS_NS_LIGHTROOM, "lr", NULL);
  xmp_register_namespace (PS_NS_IPTC_CORE, "Iptc4xmpCore", NULL);
  xmp_register_namespace (PS_NS_XMP_DM, "xmpDM", NULL);
  g_once_init_leave (&once, 1);
}

static gboolean
set_property (XmpPtr               xmp,
              const PsXmpProperty *property)
{
  uint32_t order = property->kind == PS_XMP_BAG ? XMP_PROP_ARRAY_IS_UNORDERED : XMP_PROP_ARRAY_IS_ORDERED;

  for (guint i = 0; i < property->values->len; i++)
    {
      const char *value = g_ptr_array_index (property->values, i);
      gboolean done;

      if (property->kind == PS_XMP_TEXT)
        done = xmp_set_property (xmp, property->schema, property->name, value, 0);
      else if (property->kind == PS_XMP_LOCALIZED)
        done = xmp_set_localized_text (xmp, property->schema, property->name, "", "x-default", value, 0);
      else
        done = xmp_append_array_item (xmp, property->schema, property->name, order, value, 0);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_all (XmpPtr             xmp,
         PsXmpTarget        target,
         const PsExportRow *row)
{
  g_autoptr(GPtrArray) properties = ps_xmp_collect_properties (target, row);

  for (guint i = 0; i < properties->len; i++)
    if (!set_property (xmp, g_ptr_array_index (properties, i)))
      return FALSE;
  return TRUE;
}

/**
 * ps_xmp_make:
 * @target: who is to read it
 * @row: a photo
 * @error: set with %G_IO_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): the packet
 */
char *
ps_xmp_make (PsXmpTarget         target,
             const PsExportRow  *row,
             GError            **error)
{
  XmpPtr xmp;
  XmpStringPtr buffer;
  char *packet = NULL;

  register_names ();
  xmp = xmp_new_empty ();
  buffer = xmp_string_new ();
  if (xmp != NULL && set_all (xmp, target, row)
      && xmp_serialize (xmp, buffer, XMP_SERIAL_OMITPACKETWRAPPER | XMP_SERIAL_USECOMPACTFORMAT, 0))
    packet = g_strconcat ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", xmp_string_cstr (buffer), NULL);
  else
    /* Translators: a photo's name, and a number that the XMP toolkit gives. */
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The XMP of “%1$s” could not be made (%2$d)."), ps_export_row_get (row, "name"), xmp_get_error ());
  xmp_string_free (buffer);
  if (xmp != NULL)
    xmp_free (xmp);
  return packet;
}

/* The @n-th value of a property, from 1 on; nullable: there is none. */
static char *
read_value (XmpPtr               xmp,
            const PsXmpProperty *property,
            guint                n)
{
  XmpStringPtr value = xmp_string_new ();
  char *text = NULL;
  gboolean has;

  if (property->kind != PS_XMP_TEXT)
    has = xmp_get_array_item (xmp, property->schema, property->name, (int32_t) n, value, NULL);
  else
    has = n == 1 && xmp_get_property (xmp, property->schema, property->name, value, NULL);
  if (has)
    text = g_strdup (xmp_string_cstr (value));
  xmp_string_free (value);
  return text;
}

/* All of its values, and no other. */
static gboolean
is_as_meant (XmpPtr               xmp,
             const PsXmpProperty *property)
{
  for (guint i = 0; i <= property->values->len; i++)
    {
      g_autofree char *value = read_value (xmp, property, i + 1);

      if (g_strcmp0 (value, i < property->values->len ? g_ptr_array_index (property->values, i) : NULL) != 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * ps_xmp_check:
 * @packet: what was written
 * @length: bytes
 * @target: for whom
 * @row: the photo
 *
 * Returns: whether it reads back as it was meant
 */
gboolean
ps_xmp_check (const char        *packet,
              gsize              length,
              PsXmpTarget        target,
              const PsExportRow *row)
{
  g_autoptr(GPtrArray) properties = ps_xmp_collect_properties (target, row);
  XmpPtr xmp;
  gboolean is_right = TRUE;

  register_names ();
  xmp = xmp_new (packet, length);
  if (xmp == NULL)
    return FALSE;
  for (guint i = 0; i < properties->len && is_right; i++)
    is_right = is_as_meant (xmp, g_ptr_array_index (properties, i));
  xmp_free (xmp);
  return is_right;
}
