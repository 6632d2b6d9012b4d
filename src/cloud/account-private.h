/* src/cloud/account-private.h: how a pasted account becomes a PsAccount. */
#pragma once

#include "cloud/account.h"

G_BEGIN_DECLS

PsAccount *ps_account_build      (const char  *cloud_name,
                                  const char  *api_key,
                                  const char  *api_secret,
                                  const char  *upload_prefix,
                                  const char  *delivery_host,
                                  GError     **error);
/* The parts of one CLOUDINARY_URL; all owned, all nullable. */
typedef struct
{
  char *key;
  char *secret;
  char *cloud_name;
  char *upload_prefix;
  char *delivery_host;
  gboolean is_private_cdn;
} PsAccountParts;

gboolean   ps_account_parts_read  (PsAccountParts  *parts,
                                   const char      *text,
                                   GError         **error);
void       ps_account_parts_clear (PsAccountParts  *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PsAccountParts, ps_account_parts_clear)

gboolean   ps_account_text_is_placeholder (const char *text);
/* In account-text.c; what they return may be a secret: ps_secret_memory_wipe() it. */
char      *ps_account_text_clean (const char  *text);
gboolean   ps_account_text_is_url (const char *text);
gboolean   ps_account_text_check_cloud_name (const char  *text,
                                             GError     **error);
gboolean   ps_account_text_check_key        (const char  *text,
                                             GError     **error);
gboolean   ps_account_text_check_secret     (const char  *text,
                                             GError     **error);
gboolean   ps_account_text_check_host       (const char  *text,
                                             GError     **error);
char      *ps_account_text_to_origin        (const char  *upload_prefix,
                                             gboolean    *is_loopback,
                                             GError     **error);

G_END_DECLS
