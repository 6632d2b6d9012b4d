/* src/catalog/photo-facts.c: all that is known of one photo, for the facts pane. */
#include "catalog/photo-facts.h"

#include "catalog/facts-private.h"

static void
exif_free (PsPhotoExif *self)
{
  g_free (self->make);
  g_free (self->model);
  g_free (self->lens);
  g_free (self->serial);
  g_free (self->taken_at);
  g_free (self->taken_at_offset);
  g_free (self->description);
  g_free (self->artist);
  g_free (self->copyright);
  g_free (self);
}

static void
captions_free (PsPhotoCaptions *self)
{
  g_free (self->title);
  g_free (self->caption);
  g_free (self->creator);
  g_free (self->rights);
  g_free (self->label);
  g_free (self->keywords);
  g_free (self->keyword_paths);
  g_free (self);
}

static void
tag_free (gpointer data)
{
  g_free (((PsPhotoTag *) data)->name);
  g_free (data);
}

static void
context_free (gpointer data)
{
  g_free (((PsPhotoContext *) data)->key);
  g_free (((PsPhotoContext *) data)->value);
  g_free (data);
}

static void
group_free (gpointer data)
{
  g_free (((PsPhotoGroup *) data)->name);
  g_free (((PsPhotoGroup *) data)->date);
  g_free (data);
}

static void
version_free (gpointer data)
{
  PsPhotoVersion *self = data;

  g_free (self->path);
  g_free (self->backup_date);
  g_free (self->replaced_at);
  g_free (self->checksum);
  g_free (self);
}

static void
attempt_free (gpointer data)
{
  PsPhotoAttempt *self = data;

  g_free (self->at);
  g_free (self->cause);
  g_free (self->message);
  g_free (self->next_at);
  g_free (self->resolved_at);
  g_free (self);
}

static void
event_free (gpointer data)
{
  PsPhotoEvent *self = data;

  g_free (self->what);
  g_free (self->at);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

/**
 * ps_photo_facts_new:
 *
 * Returns: (transfer full): nothing is known yet
 */
PsPhotoFacts *
ps_photo_facts_new (void)
{
  PsPhotoFacts *self = g_new0 (PsPhotoFacts, 1);

  self->tags = g_ptr_array_new_with_free_func (tag_free);
  self->context = g_ptr_array_new_with_free_func (context_free);
  self->collections = g_ptr_array_new_with_free_func (group_free);
  self->shoots = g_ptr_array_new_with_free_func (group_free);
  self->versions = g_ptr_array_new_with_free_func (version_free);
  self->attempts = g_ptr_array_new_with_free_func (attempt_free);
  self->events = g_ptr_array_new_with_free_func (event_free);
  return self;
}

static void
free_texts (PsPhotoFacts *self)
{
  char *const texts[] = {
    self->asset_id, self->resource_kind, self->created_at, self->uploaded_at, self->secure_url, self->etag, self->etag_sent,
    self->asset_folder, self->display_name, self->access_mode, self->access_control, self->status, self->problem,
    self->original_filename, self->metadata, self->gone_at, self->gone_after, self->returned_at, self->added_at,
    self->checksum, self->sha256, self->backup_date, self->verified_at, self->verify_result, self->verify_message,
    self->listed_checksum, self->read_checksum, self->proof_date, self->inspect_problem, self->failed_at,
    self->listing, self->search, self->details,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
}

/**
 * ps_photo_facts_free:
 * @self: (transfer full): what is known of a photo
 */
void
ps_photo_facts_free (PsPhotoFacts *self)
{
  g_clear_pointer (&self->row, ps_photo_row_unref);
  g_clear_pointer (&self->exif, exif_free);
  g_clear_pointer (&self->captions, captions_free);
  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->context);
  g_ptr_array_unref (self->collections);
  g_ptr_array_unref (self->shoots);
  g_ptr_array_unref (self->versions);
  g_ptr_array_unref (self->attempts);
  g_ptr_array_unref (self->events);
  free_texts (self);
  g_free (self);
}
