/* src/export/xmp-properties.h: pure: what a sidecar says of a photo, property by property. Any thread. */
#pragma once

#include "export/xmp.h"

G_BEGIN_DECLS

#define PS_NS_DIGIKAM "http://www.digikam.org/ns/1.0/"
#define PS_NS_LIGHTROOM "http://ns.adobe.com/lightroom/1.0/"
#define PS_NS_IPTC_CORE "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
#define PS_NS_XMP_DM "http://ns.adobe.com/xmp/1.0/DynamicMedia/"

typedef enum
{
  PS_XMP_TEXT,
  PS_XMP_LOCALIZED, /* the text of no language in particular */
  PS_XMP_BAG,
  PS_XMP_SEQUENCE
} PsXmpKind;

typedef struct
{
  const char *schema, *name;
  PsXmpKind kind;
  GPtrArray *values; /* owned, of utf8 as XML can hold it; one at most of the first two kinds; none: the photo has nothing there */
} PsXmpProperty;

GPtrArray *ps_xmp_collect_properties (PsXmpTarget        target,
                                      const PsExportRow *row);

G_END_DECLS
