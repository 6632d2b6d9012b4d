/* src/cloud/verdict.h: private to this folder, pure: what to do with delivery's headers, before a byte of the body is read. */
#pragma once

#include <libsoup/soup.h>

#include "cloud/original.h"

G_BEGIN_DECLS

typedef enum
{
  PS_VERDICT_READ,     /* the body is the original, from PsOriginal.offset on */
  PS_VERDICT_COMPLETE, /* there is nothing behind the offset */
  PS_VERDICT_RESTART,  /* ask again, for the whole */
  PS_VERDICT_REDIRECT, /* go where Location says, if that is allowed */
  PS_VERDICT_JSON,     /* the body tells what is wrong */
  PS_VERDICT_ERROR,
} PsVerdict;

typedef struct
{
  const PsAsset *asset;
  PsRung rung;
  gint64 offset;        /* as asked: 0 where no range was */
  const char *if_range; /* nullable */
} PsQuestion;

PsVerdict ps_verdict_of (const PsQuestion    *question,
                         int                  status,
                         SoupMessageHeaders  *headers,
                         PsOriginal          *original,
                         GError             **error);

G_END_DECLS
