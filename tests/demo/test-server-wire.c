/* tests/demo/test-server-wire.c: every fault does on the wire what its name says. */
#include <locale.h>
#include <string.h>

#include "demo-test.h"

#define PHOTO "/demo-studio/image/upload/v1700000600/weddings/2024/IMG_10.jpg" /* 3010 bytes */
#define N_PHOTO 3010

typedef struct
{
  const char *fault;
  const char *headers;   /* of the request; NULL: none */
  guint status;          /* 0: no status line */
  gssize n_body;         /* −1: not looked at */
  Ended ended;
  const char *header;    /* "name: text" that must be in the reply; NULL: none */
  const char *body;      /* text that must be in the body; NULL: none */
} Case;

static const Case photos[] = {
  { "ok", NULL, 200, N_PHOTO, ENDED_CLOSED, "content-length: 3010", NULL },
  { "short=100", NULL, 200, 100, ENDED_CLOSED, "content-length: 3010", NULL },
  { "short", NULL, 200, N_PHOTO / 2, ENDED_CLOSED, "content-length: 3010", NULL },
  { "close=100", NULL, 200, 100, ENDED_CLOSED, "!content-length", NULL },
  { "tls-cut", NULL, 200, N_PHOTO / 2, ENDED_CLOSED, "!content-length", NULL },
  { "rst=1000", NULL, 200, 1000, ENDED_RESET, "content-length: 3010", NULL },
  { "stall=100", NULL, 200, 100, ENDED_SILENT, "content-length: 3010", NULL },
  { "hang", NULL, 0, 0, ENDED_SILENT, NULL, NULL },
  { "chunk-cut", NULL, 200, -1, ENDED_CLOSED, "transfer-encoding: chunked", "bc2\r\n" },
  { "chunk-noend", NULL, 200, 5 + N_PHOTO / 2 + 2, ENDED_CLOSED, "transfer-encoding: chunked", "5e1\r\n" },
  { "gzip", NULL, 200, -1, ENDED_CLOSED, "content-encoding: gzip", "\x1f\x8b" },
  { "gzip-cut", NULL, 200, -1, ENDED_CLOSED, "content-encoding: gzip", "\x1f\x8b" },
  { "gzip-bomb=8", NULL, 200, -1, ENDED_CLOSED, "content-encoding: gzip", "\x1f\x8b" },
  { "gzip-asked", "Accept-Encoding: gzip, br\r\n", 200, -1, ENDED_CLOSED, "content-encoding: gzip", "\x1f\x8b" },
  { "gzip-asked", "Accept-Encoding: identity\r\n", 200, N_PHOTO, ENDED_CLOSED, "!content-encoding", NULL },
  { "dupcl", NULL, 200, N_PHOTO, ENDED_CLOSED, "content-length: 1505", NULL },
  { "negcl", NULL, 200, N_PHOTO, ENDED_CLOSED, "content-length: -5", NULL },
  { "bighdr", NULL, 200, N_PHOTO, ENDED_CLOSED, "x-filler: xxx", NULL },
  { "http09", NULL, 0, N_PHOTO, ENDED_CLOSED, NULL, NULL },
  { "junk", NULL, 0, 4096, ENDED_CLOSED, NULL, NULL },
  { "flip=5", NULL, 200, N_PHOTO, ENDED_CLOSED, NULL, NULL },
  { "wrong-bytes", NULL, 200, N_PHOTO, ENDED_CLOSED, NULL, NULL },
  { "other-bytes", NULL, 200, N_PHOTO * 3 / 4, ENDED_CLOSED, NULL, NULL },
  { "placeholder", NULL, 200, -1, ENDED_CLOSED, "x-cld-error: Resource not found", "\xff\xd8" },
  { "portal", NULL, 200, -1, ENDED_CLOSED, "content-type: text/html", "sign in" },
  { "empty", NULL, 200, 0, ENDED_CLOSED, "content-length: 0", NULL },
  { "html", NULL, 200, -1, ENDED_CLOSED, "content-type: text/html", "<html>" },
  { "html-401", NULL, 401, -1, ENDED_CLOSED, "content-type: text/html", NULL },
  { "html-404", NULL, 404, -1, ENDED_CLOSED, "content-type: text/html", NULL },
  { "html-502", NULL, 502, -1, ENDED_CLOSED, "content-type: text/html", NULL },
  { "range-200", "Range: bytes=10-19\r\n", 200, N_PHOTO, ENDED_CLOSED, "!content-range", NULL },
  { "range-wrong", "Range: bytes=1000-\r\n", 206, 2010, ENDED_CLOSED, "content-range: bytes 500-2509/3010", NULL },
  { "range-416", "Range: bytes=1000-\r\n", 416, 0, ENDED_CLOSED, "content-range: bytes */3010", NULL },
  { "range-416", NULL, 200, N_PHOTO, ENDED_CLOSED, NULL, NULL },
  { "range-etag", "Range: bytes=1000-\r\nIf-Range: \"x\"\r\n", 206, 2010, ENDED_CLOSED, "content-range: bytes 1000-3009/3010", NULL },
  { "multipart", "Range: bytes=1000-1009\r\n", 206, -1, ENDED_CLOSED, "content-type: multipart/byteranges; boundary=", "Content-Range: bytes 1000-1009/3010" },
  { "swap=100", NULL, 200, 100, ENDED_RESET, NULL, NULL },
  { "redir-host", NULL, 302, -1, ENDED_CLOSED, "location: https://photos.example.invalid/", NULL },
  { "redir-host=169.254.169.254", NULL, 302, -1, ENDED_CLOSED, "location: https://169.254.169.254/", NULL },
  { "redir-port=9", NULL, 302, -1, ENDED_CLOSED, "location: http://127.0.0.1:9/demo-studio", NULL },
  { "redir-http", NULL, 302, -1, ENDED_CLOSED, "location: http://res.cloudinary.com/", NULL },
  { "redir-loop", NULL, 302, -1, ENDED_CLOSED, "location: http://127.0.0.1:", NULL },
  { "redir-file", NULL, 302, -1, ENDED_CLOSED, "location: file:///", NULL },
  { "redirect", NULL, 302, 0, ENDED_CLOSED, "location: http://127.0.0.1:", NULL },
  { "401", NULL, 401, 0, ENDED_CLOSED, "!x-cld-error", NULL },
  { "401-cld", NULL, 401, 0, ENDED_CLOSED, "x-cld-error: deny or ACL failure", NULL },
  { "401-cld=ACL deny", NULL, 401, 0, ENDED_CLOSED, "x-cld-error: ACL deny", NULL },
  { "403", NULL, 403, 0, ENDED_CLOSED, "x-cld-error: ", NULL },
  { "404", NULL, 404, 0, ENDED_CLOSED, "x-cld-error: Resource not found", NULL },
  { "410", NULL, 410, 0, ENDED_CLOSED, NULL, NULL },
  { "423", NULL, 423, 0, ENDED_CLOSED, "x-cld-error: Resource is still being processed", NULL },
  { "420", NULL, 420, 0, ENDED_CLOSED, "x-featureratelimit-remaining: 0", NULL },
  { "429=7", NULL, 429, 0, ENDED_CLOSED, "retry-after: 7", NULL },
  { "500", NULL, 500, 0, ENDED_CLOSED, NULL, NULL },
  { "500-once", NULL, 500, 0, ENDED_CLOSED, NULL, NULL },
  { "503", NULL, 503, -1, ENDED_CLOSED, NULL, NULL },
  { "quota", NULL, 420, 0, ENDED_CLOSED, "x-cld-error: Bandwidth quota exceeded", NULL },
};

static const Case pages[] = {
  { "json-cut", NULL, 200, -1, ENDED_CLOSED, "content-type: application/json", "{\"resources\":[" },
  { "json-tail", NULL, 200, -1, ENDED_CLOSED, NULL, "<!-- -->}" },
  { "json-deep=1000", NULL, 200, 2014, ENDED_CLOSED, NULL, "[[[[[[" },
  { "json-huge=3", NULL, 200, 3 * 1024 * 1024 + 33, ENDED_CLOSED, "content-length: 3145761", "{\"resources\":[{" },
  { "json-odd", NULL, 200, -1, ENDED_CLOSED, NULL, "\\ud83d a pair" },
  { "empty", NULL, 200, 0, ENDED_CLOSED, NULL, NULL },
  { "html", NULL, 200, -1, ENDED_CLOSED, "content-type: text/html", NULL },
  { "html-502", NULL, 502, -1, ENDED_CLOSED, "content-type: text/html", NULL },
  { "portal", NULL, 200, -1, ENDED_CLOSED, "content-type: text/html", NULL },
  { "gzip", NULL, 200, -1, ENDED_CLOSED, "content-encoding: gzip", "\x1f\x8b" },
  { "rst=100", NULL, 200, 100, ENDED_RESET, NULL, NULL },
  { "short=100", NULL, 200, 100, ENDED_CLOSED, NULL, NULL },
  { "chunk-cut", NULL, 200, -1, ENDED_CLOSED, "transfer-encoding: chunked", NULL },
  { "401", NULL, 401, -1, ENDED_CLOSED, NULL, "api_secret mismatch" },
  { "403", NULL, 403, -1, ENDED_CLOSED, NULL, "role" },
  { "420", NULL, 420, -1, ENDED_CLOSED, "x-featureratelimit-remaining: 0", "Try again on 20" },
  { "420-bare", NULL, 420, -1, ENDED_CLOSED, "!x-featureratelimit-reset", "Rate Limit Exceeded\"" },
  { "420-odd", NULL, 420, -1, ENDED_CLOSED, "!x-featureratelimit-reset", NULL },
  { "420-odd=past", NULL, 420, -1, ENDED_CLOSED, "x-featureratelimit-reset: ", NULL },
  { "420-odd=far", NULL, 420, -1, ENDED_CLOSED, "x-featureratelimit-reset: ", NULL },
  { "420-addon", NULL, 420, -1, ENDED_CLOSED, NULL, "next monthly billing usage date" },
  { "429", NULL, 429, -1, ENDED_CLOSED, "retry-after: 2", "Too Many Requests" },
  { "quota", NULL, 420, -1, ENDED_CLOSED, NULL, "quota" },
  { "redir", NULL, 301, -1, ENDED_CLOSED, "location: http://127.0.0.1:", NULL },
  { "500", NULL, 500, -1, ENDED_CLOSED, NULL, "Internal Server Error" },
};

static gboolean
has_header (Answer     *answer,
            const char *wanted)
{
  const char *colon = strchr (wanted, ':');
  g_autofree char *name = colon != NULL ? g_strndup (wanted, colon - wanted) : NULL;
  const char *value;

  if (wanted[0] == '!')
    return answer_header (answer, wanted + 1) == NULL;
  value = answer_header (answer, name);
  return value != NULL && g_str_has_prefix (value, colon + strspn (colon, ": "));
}

static gboolean
has_bytes (Answer     *answer,
           const char *wanted)
{
  return memmem (answer->body, answer->n_body, wanted, strlen (wanted)) != NULL;
}

static void
check (const Case *c,
       Answer     *answer)
{
  g_autofree char *shown = g_strndup ((const char *) answer->raw->data, MIN (answer->raw->len, 400));

  g_test_message ("%s %s", c->fault, shown);
  g_assert_cmpuint (answer->status, ==, c->status);
  g_assert_cmpint (answer->ended, ==, c->ended);
  if (c->n_body >= 0)
    g_assert_cmpint (answer->n_body, ==, c->n_body);
  if (c->header != NULL)
    g_assert_true (has_header (answer, c->header));
  if (c->body != NULL)
    g_assert_true (has_bytes (answer, c->body));
}

static void
test_photo (gconstpointer data)
{
  const Case *c = data;
  const char *const faults[] = { c->fault, NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autoptr(Answer) answer = demo_test_ask (demo, "GET", PHOTO, c->headers, NULL), after = NULL;

  check (c, answer);
  demo_test_hook (demo, "/demo/fault?clear=all");
  after = demo_test_get (demo, PHOTO);
  g_assert_cmpuint (after->status, ==, 200); /* the server is none the worse */
}

static void
test_page (gconstpointer data)
{
  const Case *c = data;
  const char *const faults[] = { c->fault, NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autoptr(Answer) answer = demo_test_api (demo, "/resources/image?max_results=10");

  check (c, answer);
}

static void
test_flip (void)
{
  const char *const faults[] = { "flip=7,first=1", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autoptr(Answer) flipped = demo_test_get (demo, PHOTO), good = demo_test_get (demo, PHOTO);
  guint n_different = 0;

  g_assert_cmpuint (flipped->n_body, ==, good->n_body);
  for (gsize i = 0; i < good->n_body; i++)
    n_different += flipped->body[i] != good->body[i];
  g_assert_cmpuint (n_different, ==, 1);
  g_assert_cmpint (flipped->body[7], !=, good->body[7]);
}

/* A resumed download must see that it is another object now. */
static void
test_swap (void)
{
  const char *const faults[] = { "swap=1000,first=1", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autoptr(Answer) first = demo_test_get (demo, PHOTO), rest = NULL;
  g_autofree char *headers = g_strdup_printf ("Range: bytes=1000-\r\nIf-Range: %s\r\n", answer_header (first, "etag"));

  g_usleep (100000); /* it is replaced once the connection has ended */
  rest = demo_test_ask (demo, "GET", PHOTO, headers, NULL);
  g_assert_cmpuint (first->n_body, ==, 1000);
  g_assert_cmpuint (rest->status, ==, 200);
  g_assert_cmpstr (answer_header (rest, "etag"), !=, answer_header (first, "etag"));
  g_assert_cmpuint (rest->n_body, >, N_PHOTO);
}

static void
test_redirect (void)
{
  const char *const faults[] = { "redirect", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autofree char *query = demo_test_sign ("public_id=weddings/2024/IMG_13&type=private"), *path = g_strdup_printf (DEMO_API "/image/download?%s", query);
  g_autoptr(Answer) answer = demo_test_get (demo, path), followed = NULL;

  g_assert_cmpuint (answer->status, ==, 302);
  followed = demo_test_get (demo, strstr (answer_header (answer, "location"), "/demo-studio"));
  g_assert_cmpuint (followed->status, ==, 200);
  g_assert_cmpuint (followed->n_body, ==, 3013);
}

static void
test_5xx (void)
{
  const char *const faults[] = { "5xx=1", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr(Answer) later = NULL;

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr(Answer) answer = demo_test_get (demo, PHOTO);

      g_assert_cmpuint (answer->status, >=, 500);
      g_hash_table_add (seen, GUINT_TO_POINTER (answer->status));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 5);
  g_usleep (1200000);
  later = demo_test_get (demo, PHOTO);
  g_assert_cmpuint (later->status, ==, 200);
}

static void
test_drip (void)
{
  const char *const faults[] = { "drip=6000", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  gint64 began_us = g_get_monotonic_time ();
  g_autoptr(Answer) answer = demo_test_get (demo, PHOTO);
  gint64 took_us = g_get_monotonic_time () - began_us;

  g_assert_cmpuint (answer->n_body, ==, N_PHOTO);
  g_assert_cmpint (took_us, >, 300000);
  g_assert_cmpint (took_us, <, 3000000);
}

static void
test_delay (void)
{
  const char *const faults[] = { "delay=300,on=api", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  gint64 began_us = g_get_monotonic_time ();
  g_autoptr(Answer) photo = demo_test_get (demo, PHOTO), ping = NULL;
  gint64 photo_us = g_get_monotonic_time () - began_us;

  ping = demo_test_api (demo, "/ping");
  g_assert_cmpuint (photo->status, ==, 200);
  g_assert_cmpuint (ping->status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - began_us - photo_us, >, 290000);
}

/* A client that gives up, and a server that stops, while replies are held back: nothing may hang or leak. */
static void
test_gone (void)
{
  const char *const faults[] = { "hang,first=1", "delay=1200", NULL };
  DemoTest *demo = demo_test_start (faults);
  g_autoptr(Answer) held = demo_test_get (demo, PHOTO), late = demo_test_get (demo, PHOTO), page = demo_test_api (demo, "/ping");

  g_assert_cmpint (held->ended, ==, ENDED_SILENT);
  g_assert_cmpint (late->ended, ==, ENDED_SILENT);
  g_assert_cmpint (page->ended, ==, ENDED_SILENT);
  g_usleep (1500000);
  demo_test_stop (demo);
}

/* The first three photos, each once for every rung: a later try succeeds. */
static void
test_first_counts_photos (void)
{
  const char *const faults[] = { "404,on=delivery,first=1", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  g_autofree char *query = demo_test_sign ("public_id=weddings/2024/IMG_10&type=upload"), *path = g_strdup_printf (DEMO_API "/image/download?%s", query);
  g_autoptr(Answer) api = demo_test_api (demo, "/ping"), a = demo_test_get (demo, PHOTO);
  g_autoptr(Answer) b = demo_test_get (demo, "/demo-studio/image/upload/fl_original/v1700000600/weddings/2024/IMG_10.jpg"), c = demo_test_get (demo, path), d = demo_test_get (demo, path);

  g_assert_cmpuint (api->status, ==, 200);
  g_assert_cmpuint (a->status, ==, 404);
  g_assert_cmpuint (b->status, ==, 404);
  g_assert_cmpuint (c->status, ==, 404);
  g_assert_true (g_str_has_prefix (c->body, "{\"error\""));
  g_assert_cmpuint (d->status, ==, 200);
}

/* The same assets fail on every rung. */
static void
test_share_is_of_assets (void)
{
  const char *const faults[] = { "404,on=delivery,share=0.4", NULL };
  g_autoptr(DemoTest) demo = demo_test_start (faults);
  guint n_failed = 0;

  for (guint i = 10; i < 310; i += 10)
    {
      g_autofree char *bare = g_strdup_printf ("/demo-studio/image/upload/weddings/2024/IMG_%u.jpg", i);
      g_autofree char *original = g_strdup_printf ("/demo-studio/image/upload/fl_original/v1/weddings/2024/IMG_%u.jpg", i);
      g_autofree char *parameters = g_strdup_printf ("public_id=weddings/2024/IMG_%u&type=upload", i), *query = demo_test_sign (parameters);
      g_autofree char *download = g_strdup_printf (DEMO_API "/image/download?%s", query);
      g_autoptr(Answer) a = demo_test_get (demo, bare), b = demo_test_get (demo, original), c = demo_test_get (demo, download);

      g_assert_cmpuint (a->status, ==, b->status);
      g_assert_cmpuint (a->status, ==, c->status);
      n_failed += a->status == 404;
    }
  g_assert_cmpuint (n_failed, >, 3);
  g_assert_cmpuint (n_failed, <, 25);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    {
      g_autofree char *path = g_strdup_printf ("/wire/photo/%s%s", photos[i].fault, photos[i].headers != NULL ? "-with-headers" : "");

      g_strdelimit (path + strlen ("/wire/photo/"), "/ ", '-');
      if (i > 0 && g_str_equal (photos[i].fault, photos[i - 1].fault) && (photos[i].headers != NULL) == (photos[i - 1].headers != NULL))
        {
          char *other = g_strconcat (path, "-too", NULL);

          g_free (path);
          path = other;
        }
      g_test_add_data_func (path, &photos[i], test_photo);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/wire/page/%s", pages[i].fault);

      g_test_add_data_func (path, &pages[i], test_page);
    }
  g_test_add_func ("/wire/one-bit-flips", test_flip);
  g_test_add_func ("/wire/object-is-swapped-between-two-parts", test_swap);
  g_test_add_func ("/wire/download-redirects-to-the-original", test_redirect);
  g_test_add_func ("/wire/server-errors-for-a-time", test_5xx);
  g_test_add_func ("/wire/body-drips", test_drip);
  g_test_add_func ("/wire/replies-come-late", test_delay);
  g_test_add_func ("/wire/clients-and-servers-that-go", test_gone);
  g_test_add_func ("/wire/first-counts-photos", test_first_counts_photos);
  g_test_add_func ("/wire/share-is-of-assets", test_share_is_of_assets);
  return g_test_run ();
}
