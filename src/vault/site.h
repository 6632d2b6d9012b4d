/* src/vault/site.h: a folder somebody points at -> where a library would lie, and whether it may. */
#pragma once

#include "vault/vault.h"

G_BEGIN_DECLS

typedef enum
{
  PS_SITE_GOOD,          /* may become a library */
  PS_SITE_THIS_LIBRARY,  /* is a library of this cloud already: to be opened */
  PS_SITE_OTHER_LIBRARY, /* is the library of another cloud */
  PS_SITE_UNSUITABLE,    /* cannot be: the reason says why */
} PsSiteVerdict;

#define PS_TYPE_SITE (ps_site_get_type ())

/* Immutable once judged, counted; any thread. All owned. */
typedef struct
{
  char *chosen;           /* what was pointed at */
  char *root;             /* where the library would lie: the same, or a folder in it */
  gboolean is_subfolder;  /* root is a new folder in what was pointed at */
  PsSiteVerdict verdict;
  char *reason;           /* nullable: in a sentence, of a place that is not good */
  char *cloud_name;       /* nullable: of the library that is there */
  gint64 n_room;          /* bytes that may be used: what is free less the reserve; −1: not known */
  gint64 n_total;         /* bytes; −1: not known */
  gint64 max_file_size;   /* −1: no limit is known */
  char *file_system;      /* nullable: "vfat", "ext4", as the system calls it */
} PsSite;

GType   ps_site_get_type     (void);
PsSite *ps_site_ref          (PsSite              *self);
void    ps_site_unref        (PsSite              *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsSite, ps_site_unref)

/* Writes nothing. cloud_name: whose library it is to be. */
PsSite *ps_site_judge        (const char          *folder,
                              const char          *cloud_name);
void    ps_site_judge_async  (const char          *folder,
                              const char          *cloud_name,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
PsSite *ps_site_judge_finish (GAsyncResult        *result,
                              GError             **error);
/* The cloud whose library a folder is, NULL: of none. Any thread; reads a small file. */
char   *ps_site_find_library (const char          *folder);
/* Which library a folder is, by the random id in its marker; NULL: none. Any thread; reads a small file. */
char   *ps_site_find_library_id (const char       *folder);

G_END_DECLS
