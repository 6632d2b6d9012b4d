/* src/sorting/look-alikes.h: pure: an index of fingerprints that finds those that differ in a few bits only. One thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PS_LOOK_ALIKES_MOST_BITS 11 /* no search goes further; strangers differ in about 32 of 64 */

#define PS_LOOK_ALIKES_MOST_EQUAL 32 /* photos of one fingerprint that another one is told with */

typedef struct _PsLookAlikes PsLookAlikes;

typedef void (*PsLookAlikeFunc) (gint64   photo_id,
                                 gint64   other_id,
                                 guint    n_bits,
                                 gpointer user_data);

/**
 * PsLookAlikeWatch:
 * @n_done: fingerprints that were compared with all others
 * @n_all: of how many
 * @user_data: whose watch it is
 *
 * Returns: whether to go on
 */
typedef gboolean (*PsLookAlikeWatch) (guint    n_done,
                                      guint    n_all,
                                      gpointer user_data);

PsLookAlikes *ps_look_alikes_new      (void);
void          ps_look_alikes_free     (PsLookAlikes    *self);
void          ps_look_alikes_add      (PsLookAlikes    *self,
                                       gint64           photo_id,
                                       guint64          fingerprint);
guint         ps_look_alikes_get_n    (PsLookAlikes    *self);
void          ps_look_alikes_find     (PsLookAlikes    *self,
                                       gint64           photo_id,
                                       guint64          fingerprint,
                                       guint            n_bits,
                                       PsLookAlikeFunc  func,
                                       gpointer         user_data);
void          ps_look_alikes_find_all (PsLookAlikes    *self,
                                       guint            n_bits,
                                       PsLookAlikeFunc  func,
                                       gpointer         user_data);
gboolean      ps_look_alikes_find_all_watched (PsLookAlikes     *self,
                                       guint             n_bits,
                                       PsLookAlikeFunc   func,
                                       gpointer          user_data,
                                       PsLookAlikeWatch  watch,
                                       gpointer          watch_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsLookAlikes, ps_look_alikes_free)

G_END_DECLS
