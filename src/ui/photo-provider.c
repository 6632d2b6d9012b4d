/* src/ui/photo-provider.c: photos as drag and drop carries them.
 *
 * Whether the drop is a collection or a file manager is known only at its end,
 * and a thousand selected photos are not all read then: their rows are waited
 * for when somebody asks for files, not before. What is not here is left out.
 */
#include "ui/photo-provider.h"

#include "ui/photo-ids.h"
#include "ui/state-words.h"

#define URI_LIST "text/uri-list"

struct _PsPhotoProvider
{
  GdkContentProvider parent_instance;

  /* Owned */
  PsPhotoList *list;
  GArray *ids;
  char *root; /* nullable */
};

G_DEFINE_FINAL_TYPE (PsPhotoProvider, ps_photo_provider, GDK_TYPE_CONTENT_PROVIDER)

/* Files being gathered for one drop. */
typedef struct
{
  GOutputStream *stream; /* owned */
  GPtrArray *photos;     /* owned, of PsPhoto: held, so that their rows stay */
  GHashTable *awaited;   /* owned, of PsPhoto, not owned: whose rows are to come */
  char *text;            /* owned, nullable */
  int priority;
} Gathering;

static void
free_gathering (gpointer data)
{
  Gathering *self = data;

  g_object_unref (self->stream);
  g_ptr_array_unref (self->photos);
  g_hash_table_unref (self->awaited);
  g_free (self->text);
  g_free (self);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_files (GTask *task)
{
  PsPhotoProvider *self = g_task_get_source_object (task);
  Gathering *gathering = g_task_get_task_data (task);
  g_autoptr(GString) uris = g_string_new (NULL);

  for (guint i = 0; i < gathering->photos->len; i++)
    {
      const PsPhotoRow *row = ps_photo_get_row (g_ptr_array_index (gathering->photos, i));
      g_autofree char *path = NULL;
      g_autofree char *uri = NULL;

      if (row == NULL || !ps_state_words_is_here (row))
        continue;
      path = g_build_filename (self->root, row->local_path, NULL);
      uri = g_filename_to_uri (path, NULL, NULL);
      if (uri != NULL)
        g_string_append_printf (uris, "%s\r\n", uri);
    }
  gathering->text = g_string_free (g_steal_pointer (&uris), FALSE);
  g_output_stream_write_all_async (gathering->stream, gathering->text, strlen (gathering->text), gathering->priority,
                                   g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

static void
row_came_cb (PsPhoto    *photo,
             GParamSpec *pspec,
             GTask      *task)
{
  Gathering *gathering = g_task_get_task_data (task);

  g_signal_handlers_disconnect_by_func (photo, row_came_cb, task);
  g_hash_table_remove (gathering->awaited, photo);
  if (g_hash_table_size (gathering->awaited) > 0)
    return;
  write_files (task);
  g_object_unref (task);
}

/* Takes @task, which lives by the photos that are waited for, then by the writing. */
static void
gather (GTask *task)
{
  PsPhotoProvider *self = g_task_get_source_object (task);
  Gathering *gathering = g_task_get_task_data (task);

  for (guint i = 0; i < self->ids->len; i++)
    {
      guint position;
      g_autoptr(PsPhoto) photo = NULL;

      if (!ps_photo_list_find (self->list, g_array_index (self->ids, gint64, i), &position))
        continue;
      photo = g_list_model_get_item (G_LIST_MODEL (self->list), position);
      if (ps_photo_get_row (photo) == NULL)
        {
          g_signal_connect (photo, "notify::row", G_CALLBACK (row_came_cb), task);
          g_hash_table_add (gathering->awaited, photo);
          ps_photo_list_want (self->list, photo);
        }
      g_ptr_array_add (gathering->photos, g_steal_pointer (&photo));
    }
  if (g_hash_table_size (gathering->awaited) > 0)
    return;
  write_files (task);
  g_object_unref (task);
}

static void
ps_photo_provider_write_mime_type_async (GdkContentProvider  *provider,
                                         const char          *mime_type,
                                         GOutputStream       *stream,
                                         int                  io_priority,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  PsPhotoProvider *self = PS_PHOTO_PROVIDER (provider);
  GTask *task;
  Gathering *gathering;

  if (self->root == NULL || !g_str_equal (mime_type, URI_LIST))
    {
      GDK_CONTENT_PROVIDER_CLASS (ps_photo_provider_parent_class)
        ->write_mime_type_async (provider, mime_type, stream, io_priority, cancellable, callback, user_data);
      return;
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_photo_provider_write_mime_type_async);
  gathering = g_new0 (Gathering, 1);
  gathering->stream = g_object_ref (stream);
  gathering->photos = g_ptr_array_new_with_free_func (g_object_unref);
  gathering->awaited = g_hash_table_new (NULL, NULL);
  gathering->priority = io_priority;
  g_task_set_task_data (task, gathering, free_gathering);
  gather (task);
}

static gboolean
ps_photo_provider_write_mime_type_finish (GdkContentProvider  *provider,
                                          GAsyncResult        *result,
                                          GError             **error)
{
  if (g_async_result_is_tagged (result, ps_photo_provider_write_mime_type_async))
    return g_task_propagate_boolean (G_TASK (result), error);
  return GDK_CONTENT_PROVIDER_CLASS (ps_photo_provider_parent_class)->write_mime_type_finish (provider, result, error);
}

static GdkContentFormats *
ps_photo_provider_ref_formats (GdkContentProvider *provider)
{
  PsPhotoProvider *self = PS_PHOTO_PROVIDER (provider);
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_gtype (builder, PS_TYPE_PHOTO_IDS);
  if (self->root != NULL)
    gdk_content_formats_builder_add_mime_type (builder, URI_LIST);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static gboolean
ps_photo_provider_get_value (GdkContentProvider  *provider,
                             GValue              *value,
                             GError             **error)
{
  PsPhotoProvider *self = PS_PHOTO_PROVIDER (provider);

  if (!G_VALUE_HOLDS (value, PS_TYPE_PHOTO_IDS))
    return GDK_CONTENT_PROVIDER_CLASS (ps_photo_provider_parent_class)->get_value (provider, value, error);
  g_value_set_boxed (value, self->ids);
  return TRUE;
}

static void
ps_photo_provider_finalize (GObject *object)
{
  PsPhotoProvider *self = PS_PHOTO_PROVIDER (object);

  g_object_unref (self->list);
  g_array_unref (self->ids);
  g_free (self->root);
  G_OBJECT_CLASS (ps_photo_provider_parent_class)->finalize (object);
}

static void
ps_photo_provider_class_init (PsPhotoProviderClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ps_photo_provider_finalize;
  provider_class->ref_formats = ps_photo_provider_ref_formats;
  provider_class->get_value = ps_photo_provider_get_value;
  provider_class->write_mime_type_async = ps_photo_provider_write_mime_type_async;
  provider_class->write_mime_type_finish = ps_photo_provider_write_mime_type_finish;
}

static void
ps_photo_provider_init (PsPhotoProvider *self)
{
}

/**
 * ps_photo_provider_new:
 * @list: the list that they are dragged from
 * @ids: (element-type gint64): the photos; nobody changes the array any more
 * @root: (nullable): the library's folder; %NULL where none of them is here
 *
 * Returns: (transfer full): what a drag carries
 */
GdkContentProvider *
ps_photo_provider_new (PsPhotoList *list,
                       GArray      *ids,
                       const char  *root)
{
  PsPhotoProvider *self = g_object_new (PS_TYPE_PHOTO_PROVIDER, NULL);

  self->list = g_object_ref (list);
  self->ids = g_array_ref (ids);
  self->root = g_strdup (root);
  return GDK_CONTENT_PROVIDER (self);
}
