/* src/backup/scan-private.h: what the two halves of a scan share: its walk (scan.c) and its end (scan-end.c). */
#pragma once

#include "backup/scan.h"

G_BEGIN_DECLS

struct _PsScan
{
  GObject parent_instance;

  /* Owned */
  PsCatalog *catalog;
  PsClient *client;
  GTask *task;
  PsScanState *state;
  GHashTable *cursors[PS_N_CHAINS]; /* of every cursor asked with: a chain that comes back to one loops */
  PsListing *page;           /* came, waits until the one before it is written */
  GError *page_error;
  char *notes;

  PsScanFlags flags;
  PsScanCounts counts;
  gint64 session_id;
  PsChain page_chain;
  gboolean page_asked, writing;
  gboolean listing_was_last; /* the turns of listing and search */
  guint n_tries;             /* of the page asked for */
  guint n_restarts;          /* of chains whose cursor expired */
  gint64 n_search_total;     /* the most that the search said there are; −1: never told */
  gint64 n_account_total;    /* what the account's usage reports; −1: not known */
  gint64 waits_until_us;     /* 0: not waiting */
  gboolean incomplete;
};

void   ps_scan_set_notes      (PsScan    *self,
                               char      *notes);
void   ps_scan_end            (PsScan    *self,
                               PsScanEnd  end,
                               GError    *error);
gint64 ps_scan_count_listed   (PsScan    *self);
void   ps_scan_end_incomplete (PsScan    *self,
                               char      *notes);
void   ps_scan_end_generation (PsScan    *self);

G_END_DECLS
