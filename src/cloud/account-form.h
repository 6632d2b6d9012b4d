/* src/cloud/account-form.h: pure: what stands in the fields of a form, what a paste means for them, what is wrong with which. */
#pragma once

#include "cloud/account.h"

G_BEGIN_DECLS

typedef enum
{
  PS_ACCOUNT_FIELD_NONE,
  PS_ACCOUNT_FIELD_CLOUD_NAME,
  PS_ACCOUNT_FIELD_KEY,
  PS_ACCOUNT_FIELD_SECRET,
  PS_ACCOUNT_FIELD_HOST,
} PsAccountField;

/* All owned, all nullable. */
typedef struct
{
  char *cloud_name, *api_key, *api_secret;
  char *upload_prefix; /* scheme and host of the API; NULL: the usual one */
  char *delivery_host; /* of a private CDN; comes with a pasted line only */
} PsAccountForm;

typedef enum
{
  PS_PASTE_PLAIN,      /* a value for the field it was pasted into */
  PS_PASTE_ACCOUNT,    /* a whole CLOUDINARY_URL: all fields are filled */
  PS_PASTE_GAPS,       /* one that still has <your_api_key> in it: what is real is filled */
  PS_PASTE_CLOUD_NAME, /* the web address of a picture: the cloud name is filled */
  PS_PASTE_BROKEN,     /* a CLOUDINARY_URL that cannot be used: the error says why */
} PsPaste;

/* More characters than this are in no field. */
#define PS_ACCOUNT_FIELD_MAX 4096

void           ps_account_form_clear            (PsAccountForm        *self);
PsPaste        ps_account_form_paste            (PsAccountForm        *self,
                                                 const char           *text,
                                                 GError              **error);
PsAccount     *ps_account_form_build            (const PsAccountForm  *self,
                                                 PsAccountField       *field,
                                                 GError              **error);
gboolean       ps_account_form_key_looks_like_secret (const char      *key);
/* Which field an answer of the cloud concerns. */
PsAccountField ps_account_field_of_error        (const GError         *error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PsAccountForm, ps_account_form_clear)

G_END_DECLS
