/* src/catalog/catalog-photo-facts.c: all that is known of one photo. */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "catalog/catalog-browse.h"
#include "catalog/facts-private.h"
#include "catalog/rows.h"

/* Adds what one row says. */
typedef void (*ReadFunc) (PsStatement  *statement,
                          PsPhotoFacts *facts);

static gboolean
read_rows (PsDb          *db,
           const char    *statement_name,
           ReadFunc       read,
           PsPhotoFacts  *facts,
           GError       **error)
{
  PsStatement *statement = ps_db_statement (db, statement_name, error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", facts->row->id);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    read (statement, facts);
  return step == PS_STEP_DONE;
}

/* From elsewhere: it may be any number. */
static int
read_small (PsStatement *statement,
            int          column,
            int          most)
{
  gint64 number = ps_statement_int (statement, column);

  return (int) CLAMP (number, 0, most);
}

/* In the order of facts-photo.sql: as the cloud has it, its proof, its troubles. */
static void
read_photo (PsStatement  *statement,
            PsPhotoFacts *facts)
{
  char **const texts[] = {
    &facts->asset_id, &facts->resource_kind, &facts->created_at, &facts->uploaded_at, &facts->secure_url, &facts->etag,
    &facts->etag_sent, &facts->asset_folder, &facts->display_name, &facts->access_mode, &facts->access_control,
    &facts->status, &facts->metadata, &facts->problem, &facts->gone_at, &facts->gone_after, &facts->returned_at,
    &facts->added_at, &facts->original_filename, &facts->checksum, &facts->sha256, &facts->backup_date,
    &facts->verified_at, &facts->verify_result, &facts->verify_message, &facts->inspect_problem, &facts->failed_at,
    &facts->listed_checksum, &facts->read_checksum, &facts->proof_date,
  };
  int at = 0;

  for (; at < (int) G_N_ELEMENTS (texts); at++)
    *texts[at] = ps_statement_dup_text (statement, at);
  facts->version = ps_statement_int (statement, at++);
  facts->n_bytes = ps_statement_int (statement, at++);
  facts->width = read_small (statement, at++, G_MAXINT);
  facts->height = read_small (statement, at++, G_MAXINT);
  facts->n_pages = read_small (statement, at++, G_MAXINT);
  facts->n_bytes_here = ps_statement_int (statement, at++);
  facts->checksum_verified = ps_statement_int (statement, at++) != 0;
  facts->size_matches = ps_statement_int (statement, at++) != 0;
  facts->is_altered = ps_statement_int (statement, at++) != 0;
  facts->needs_you = ps_statement_int (statement, at++) != 0;
  facts->orientation = read_small (statement, at++, 8);
  facts->n_attempts = ps_statement_int (statement, at++);
  facts->clock_shift_us = ps_statement_int (statement, at++);
}

static double
read_number (PsStatement *statement,
             int          column)
{
  return ps_statement_is_null (statement, column) ? NAN : ps_statement_double (statement, column);
}

static void
read_exif (PsStatement  *statement,
           PsPhotoFacts *facts)
{
  PsPhotoExif *exif = g_new0 (PsPhotoExif, 1);
  char **const texts[] = { &exif->make, &exif->model, &exif->lens, &exif->taken_at, &exif->taken_at_offset,
                           &exif->description, &exif->artist, &exif->copyright, &exif->serial };
  double *const numbers[] = { &exif->focal_length_mm, &exif->focal_length_35mm, &exif->aperture, &exif->shutter_s,
                              &exif->latitude, &exif->longitude, &exif->altitude_m };
  int at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = ps_statement_dup_text (statement, at++);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    *numbers[i] = read_number (statement, at++);
  exif->iso = ps_statement_int (statement, at++);
  exif->is_from_cloud = ps_statement_int (statement, at) != 0;
  facts->exif = exif;
}

static void
read_captions (PsStatement  *statement,
               PsPhotoFacts *facts)
{
  PsPhotoCaptions *captions = g_new0 (PsPhotoCaptions, 1);
  char **const texts[] = { &captions->title, &captions->caption, &captions->creator, &captions->rights, &captions->label,
                           &captions->keywords, &captions->keyword_paths };
  int at = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = ps_statement_dup_text (statement, at++);
  captions->rating = ps_statement_is_null (statement, at) ? PS_NO_RATING : (int) ps_statement_int (statement, at);
  facts->captions = captions;
}

static void
read_tag (PsStatement  *statement,
          PsPhotoFacts *facts)
{
  PsPhotoTag *tag = g_new (PsPhotoTag, 1);

  *tag = (PsPhotoTag) { ps_statement_dup_text (statement, 0), ps_statement_int (statement, 1) != 0,
                        ps_statement_int (statement, 2) != 0 };
  g_ptr_array_add (facts->tags, tag);
}

static void
read_context (PsStatement  *statement,
              PsPhotoFacts *facts)
{
  PsPhotoContext *context = g_new (PsPhotoContext, 1);

  *context = (PsPhotoContext) { ps_statement_dup_text (statement, 0), ps_statement_dup_text (statement, 1) };
  g_ptr_array_add (facts->context, context);
}

static PsPhotoGroup *
read_group (PsStatement *statement)
{
  PsPhotoGroup *group = g_new (PsPhotoGroup, 1);

  *group = (PsPhotoGroup) { ps_statement_int (statement, 0), ps_statement_dup_text (statement, 1),
                            ps_statement_dup_text (statement, 2) };
  return group;
}

static void
read_collection (PsStatement  *statement,
                 PsPhotoFacts *facts)
{
  g_ptr_array_add (facts->collections, read_group (statement));
}

static void
read_shoot (PsStatement  *statement,
            PsPhotoFacts *facts)
{
  g_ptr_array_add (facts->shoots, read_group (statement));
}

static void
read_version (PsStatement  *statement,
              PsPhotoFacts *facts)
{
  PsPhotoVersion *version = g_new (PsPhotoVersion, 1);

  version->path = ps_statement_dup_text (statement, 0);
  version->n_bytes = ps_statement_int (statement, 1);
  version->backup_date = ps_statement_dup_text (statement, 2);
  version->replaced_at = ps_statement_dup_text (statement, 3);
  version->checksum = ps_statement_dup_text (statement, 4);
  version->version = ps_statement_int (statement, 5);
  g_ptr_array_add (facts->versions, version);
}

static void
read_attempt (PsStatement  *statement,
              PsPhotoFacts *facts)
{
  PsPhotoAttempt *attempt = g_new (PsPhotoAttempt, 1);

  attempt->at = ps_statement_dup_text (statement, 0);
  attempt->cause = ps_statement_dup_text (statement, 1);
  attempt->message = ps_statement_dup_text (statement, 2);
  attempt->http_status = (int) ps_statement_int (statement, 3);
  attempt->n_tries = ps_statement_int (statement, 4);
  attempt->next_at = ps_statement_dup_text (statement, 5);
  attempt->resolved_at = ps_statement_dup_text (statement, 6);
  g_ptr_array_add (facts->attempts, attempt);
}

static void
read_event (PsStatement  *statement,
            PsPhotoFacts *facts)
{
  PsPhotoEvent *event = g_new (PsPhotoEvent, 1);

  *event = (PsPhotoEvent) { ps_statement_dup_text (statement, 0), ps_statement_dup_text (statement, 1),
                            ps_statement_dup_text (statement, 2), ps_statement_dup_text (statement, 3) };
  g_ptr_array_add (facts->events, event);
}

static void
read_documents (PsStatement  *statement,
                PsPhotoFacts *facts)
{
  facts->listing = ps_statement_dup_text (statement, 0);
  facts->search = ps_statement_dup_text (statement, 1);
  facts->details = ps_statement_dup_text (statement, 2);
}

static gboolean
get_photo_facts_in_thread (PsDb      *db,
                           gpointer   data,
                           gpointer  *result,
                           GError   **error)
{
  static const struct { const char *statement; ReadFunc read; } parts[] = {
    { "facts-photo", read_photo }, { "facts-exif", read_exif }, { "facts-captions", read_captions }, { "facts-tags", read_tag },
    { "facts-context", read_context }, { "facts-collections", read_collection }, { "facts-shoots", read_shoot }, { "facts-versions", read_version },
    { "facts-attempts", read_attempt }, { "facts-history", read_event }, { "facts-documents", read_documents },
  };
  g_autoptr(PsPhotoFacts) facts = ps_photo_facts_new ();

  if (!ps_row_find_photo (db, *(gint64 *) data, &facts->row, error))
    return FALSE;
  if (facts->row == NULL)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND, _("This photo is not in the catalogue."));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!read_rows (db, parts[i].statement, parts[i].read, facts, error))
      return FALSE;
  *result = g_steal_pointer (&facts);
  return TRUE;
}

/**
 * ps_catalog_get_photo_facts_async:
 * @self: a catalogue
 * @photo_id: a photo
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_get_photo_facts_async (PsCatalog           *self,
                                  gint64               photo_id,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_PAGES, PS_WORKER_URGENT, ps_catalog_get_photo_facts_async, get_photo_facts_in_thread,
                           ps_catalog_number (photo_id), g_free, (GDestroyNotify) ps_photo_facts_free,
                           cancellable, callback, user_data);
}

/**
 * ps_catalog_get_photo_facts_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): all that is known of it
 */
PsPhotoFacts *
ps_catalog_get_photo_facts_finish (PsCatalog     *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_get_photo_facts_async, error);
}
