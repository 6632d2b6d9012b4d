/* src/demo/fault-names.h: every fault the demo cloud knows, by name. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PS_FAULT_REPLY,  /* one reply goes wrong */
  PS_FAULT_SWITCH, /* the account is such */
} PsFaultKind;

typedef enum
{
  PS_FAULT_FOR_API = 1 << 0,
  PS_FAULT_FOR_DELIVERY = 1 << 1,
  PS_FAULT_FOR_PAGES = 1 << 2,
  PS_FAULT_FOR_CURSORS = 1 << 3,
  PS_FAULT_FOR_BOTH = PS_FAULT_FOR_API | PS_FAULT_FOR_DELIVERY,
} PsFaultScope;

/* How an argument must look. */
typedef enum
{
  PS_FAULT_NO_ARGUMENT,
  PS_FAULT_MAY_NUMBER,
  PS_FAULT_MAY_TEXT,
  PS_FAULT_MUST_NUMBER,
  PS_FAULT_MUST_TEXT,
} PsFaultArgument;

typedef struct
{
  const char *name;
  PsFaultKind kind;
  PsFaultScope scope;
  PsFaultArgument argument;
  const char *shown;   /* how it is written: "short=BYTES" */
  const char *meaning; /* untranslated, marked for translation */
} PsFaultName;

/* Ends with an entry without a name. */
extern const PsFaultName ps_fault_names[];

const PsFaultName *ps_fault_name_find (const char *name);

G_END_DECLS
