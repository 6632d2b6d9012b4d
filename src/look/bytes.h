/* src/look/bytes.h: numbers as files spell them. Helper program only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline guint
ps_be16 (const guint8 *p)
{
  return (guint) p[0] << 8 | p[1];
}

static inline guint
ps_le16 (const guint8 *p)
{
  return (guint) p[1] << 8 | p[0];
}

static inline guint32
ps_be32 (const guint8 *p)
{
  return (guint32) ps_be16 (p) << 16 | ps_be16 (p + 2);
}

static inline guint32
ps_le32 (const guint8 *p)
{
  return (guint32) ps_le16 (p + 2) << 16 | ps_le16 (p);
}

static inline guint64
ps_be64 (const guint8 *p)
{
  return (guint64) ps_be32 (p) << 32 | ps_be32 (p + 4);
}

static inline guint64
ps_le64 (const guint8 *p)
{
  return (guint64) ps_le32 (p + 4) << 32 | ps_le32 (p);
}

G_END_DECLS
