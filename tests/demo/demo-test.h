/* tests/demo/demo-test.h: a demo cloud on a thread of its own, and a client that sees every byte. */
#pragma once

#include <json-glib/json-glib.h>

#include "demo/server.h"

G_BEGIN_DECLS

typedef struct _DemoTest DemoTest;

typedef enum { ENDED_CLOSED, ENDED_RESET, ENDED_SILENT } Ended;

/* What came back, down to the bytes. */
typedef struct
{
  guint status;         /* 0: no status line */
  GHashTable *headers;  /* lower-case name -> value */
  GByteArray *raw;      /* everything */
  const char *body;     /* in raw; NUL behind it */
  gsize n_body;
  Ended ended;
} Answer;

DemoTest   *demo_test_start       (const char *const *faults);
DemoTest   *demo_test_start_with  (const PsDemoOptions *options);
void        demo_test_stop        (DemoTest          *self);
guint       demo_test_get_port    (DemoTest          *self);
void        demo_test_set_drawing (DemoTest          *self);
Answer     *demo_test_ask         (DemoTest          *self,
                                   const char        *method,
                                   const char        *path,
                                   const char        *headers,
                                   const char        *body);
Answer     *demo_test_get         (DemoTest          *self,
                                   const char        *path);
Answer     *demo_test_api         (DemoTest          *self,
                                   const char        *path);
Answer     *demo_test_search      (DemoTest          *self,
                                   const char        *body);
JsonObject *demo_test_api_json    (DemoTest          *self,
                                   const char        *path);
JsonObject *demo_test_search_json (DemoTest          *self,
                                   const char        *body);
void        demo_test_hook        (DemoTest          *self,
                                   const char        *path);
void        answer_free           (Answer            *self);
JsonObject *answer_to_json        (Answer            *self);
const char *answer_header         (Answer            *self,
                                   const char        *name);
/* The query of a signed download. */
char       *demo_test_sign        (const char        *parameters);

#define DEMO_BASIC "Authorization: Basic MTIzNDU2Nzg5MDEyMzQ1OnRlc3Qtc2VjcmV0LUFiQ2RFZjEyMzQ1Ng==\r\n"
#define DEMO_API "/v1_1/demo-studio"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoTest, demo_test_stop)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

G_END_DECLS
