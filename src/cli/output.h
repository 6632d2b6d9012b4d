/* src/cli/output.h: plain text, or one JSON object. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One JSON object under construction, members in the order they were added. */
typedef struct _PsOutput PsOutput;

PsOutput *ps_output_new        (void);
void      ps_output_add_text   (PsOutput   *self,
                                const char *name,
                                const char *value);
void      ps_output_add_number (PsOutput   *self,
                                const char *name,
                                gint64      value);
void      ps_output_add_real   (PsOutput   *self,
                                const char *name,
                                double      value);
void      ps_output_add_bool   (PsOutput   *self,
                                const char *name,
                                gboolean    value);
void      ps_output_add_null   (PsOutput   *self,
                                const char *name);
void      ps_output_begin      (PsOutput   *self,
                                const char *name,
                                char        bracket);
void      ps_output_end        (PsOutput   *self,
                                char        bracket);
void      ps_output_print      (PsOutput   *self);
void      ps_output_finish     (PsOutput   *self,
                                gboolean    is_wanted);

char     *ps_output_size       (gint64      n_bytes);
char     *ps_output_time       (const char *iso);
char     *ps_output_clock      (gint64      time_us);

G_END_DECLS
