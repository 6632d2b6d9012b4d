/* src/demo/fault-names.c: every fault the demo cloud knows, by name. */
#include "demo/fault-names.h"

#include <glib/gi18n-lib.h>

#define REPLY(name, scope, argument, shown, meaning) { name, PS_FAULT_REPLY, PS_FAULT_FOR_##scope, PS_FAULT_##argument, shown, meaning }
#define SWITCH(name, scope, argument, shown, meaning) { name, PS_FAULT_SWITCH, PS_FAULT_FOR_##scope, PS_FAULT_##argument, shown, meaning }

const PsFaultName ps_fault_names[] = {
  /* Replies that break on the wire. Positions count from the first byte of the body. */
  REPLY ("ok", BOTH, NO_ARGUMENT, "ok", N_("no fault: with first=K it lets K requests pass before the faults after it")),
  REPLY ("short", BOTH, MAY_NUMBER, "short=BYTES", N_("the length is right, the body ends early (default: in the middle)")),
  REPLY ("close", BOTH, MAY_NUMBER, "close=BYTES", N_("no length, and the connection closes early")),
  REPLY ("rst", BOTH, MAY_NUMBER, "rst=BYTES", N_("the connection is reset after so many bytes")),
  REPLY ("stall", BOTH, MAY_NUMBER, "stall=BYTES", N_("so many bytes, then silence")),
  REPLY ("hang", BOTH, NO_ARGUMENT, "hang", N_("no reply at all, the connection stays open")),
  REPLY ("drip", BOTH, MAY_NUMBER, "drip=RATE", N_("the body at RATE bytes a second (default 1000)")),
  REPLY ("chunk-cut", BOTH, NO_ARGUMENT, "chunk-cut", N_("a chunked body, closed inside a chunk")),
  REPLY ("chunk-noend", BOTH, NO_ARGUMENT, "chunk-noend", N_("a chunked body, closed between two chunks")),
  REPLY ("tls-cut", BOTH, NO_ARGUMENT, "tls-cut", N_("no length, and the stream ends in the middle without a goodbye, as a cut TLS connection looks")),
  REPLY ("gzip", BOTH, NO_ARGUMENT, "gzip", N_("the body is compressed, whatever the request accepts")),
  REPLY ("gzip-bomb", BOTH, MAY_NUMBER, "gzip-bomb=MB", N_("a small compressed body that unfolds to MB megabytes (default 64)")),
  REPLY ("gzip-cut", BOTH, NO_ARGUMENT, "gzip-cut", N_("a compressed body that ends in the middle")),
  REPLY ("dupcl", BOTH, NO_ARGUMENT, "dupcl", N_("two lengths that contradict each other")),
  REPLY ("negcl", BOTH, NO_ARGUMENT, "negcl", N_("a negative length")),
  REPLY ("bighdr", BOTH, NO_ARGUMENT, "bighdr", N_("a header line of 3 MB")),
  REPLY ("http09", BOTH, NO_ARGUMENT, "http09", N_("a body without any headers")),
  REPLY ("junk", BOTH, NO_ARGUMENT, "junk", N_("random bytes instead of a reply")),
  /* Replies that are whole and wrong. */
  REPLY ("flip", BOTH, MAY_NUMBER, "flip=BYTE", N_("one bit of that byte is flipped (default: in the middle)")),
  REPLY ("wrong-bytes", DELIVERY, NO_ARGUMENT, "wrong-bytes", N_("other bytes of the right length")),
  REPLY ("other-bytes", DELIVERY, NO_ARGUMENT, "other-bytes", N_("another rendition of the picture, the same each time")),
  REPLY ("placeholder", DELIVERY, NO_ARGUMENT, "placeholder", N_("a substitute picture with status 200")),
  REPLY ("portal", BOTH, NO_ARGUMENT, "portal", N_("the login page of a network")),
  REPLY ("empty", BOTH, NO_ARGUMENT, "empty", N_("status 200 and no body")),
  REPLY ("html", BOTH, MAY_NUMBER, "html=STATUS", N_("a page of HTML (default status 200)")),
  REPLY ("html-401", BOTH, NO_ARGUMENT, "html-401", N_("status 401 as HTML")),
  REPLY ("html-404", BOTH, NO_ARGUMENT, "html-404", N_("status 404 as HTML")),
  REPLY ("html-502", BOTH, NO_ARGUMENT, "html-502", N_("status 502 as HTML")),
  REPLY ("json-cut", API, NO_ARGUMENT, "json-cut", N_("JSON that ends in the middle")),
  REPLY ("json-tail", API, NO_ARGUMENT, "json-tail", N_("JSON with garbage after it")),
  REPLY ("json-deep", API, MAY_NUMBER, "json-deep=LEVELS", N_("JSON of so many levels (default 100000)")),
  REPLY ("json-huge", API, MAY_NUMBER, "json-huge=MB", N_("JSON of MB megabytes (default 500)")),
  REPLY ("json-odd", PAGES, NO_ARGUMENT, "json-odd", N_("entries with doubled keys, \\u0000 and lone surrogates")),
  REPLY ("range-200", DELIVERY, NO_ARGUMENT, "range-200", N_("the whole instead of the range that was asked for")),
  REPLY ("range-wrong", DELIVERY, NO_ARGUMENT, "range-wrong", N_("another range than was asked for")),
  REPLY ("range-416", DELIVERY, NO_ARGUMENT, "range-416", N_("status 416 to a range")),
  REPLY ("range-etag", DELIVERY, NO_ARGUMENT, "range-etag", N_("the range of another object: its ETag has changed")),
  REPLY ("multipart", DELIVERY, NO_ARGUMENT, "multipart", N_("a range as multipart/byteranges")),
  REPLY ("swap", DELIVERY, MAY_NUMBER, "swap=BYTES", N_("cut after so many bytes; then the photo is replaced in the cloud")),
  REPLY ("redir", BOTH, NO_ARGUMENT, "redir", N_("a redirect to another version of the API")),
  REPLY ("redir-host", BOTH, MAY_TEXT, "redir-host=HOST", N_("a redirect to another host")),
  REPLY ("redir-port", BOTH, MAY_NUMBER, "redir-port=PORT", N_("a redirect to another port (default: the next one)")),
  REPLY ("redir-http", BOTH, NO_ARGUMENT, "redir-http", N_("a redirect to plain http outside this computer")),
  REPLY ("redir-loop", BOTH, NO_ARGUMENT, "redir-loop", N_("a redirect to itself")),
  REPLY ("redir-file", BOTH, NO_ARGUMENT, "redir-file", N_("a redirect to a file")),
  REPLY ("redirect", DELIVERY, NO_ARGUMENT, "redirect", N_("an honest redirect to where the original is")),
  /* Replies that refuse. */
  REPLY ("401", BOTH, NO_ARGUMENT, "401", N_("not signed in: the secret is wrong")),
  REPLY ("401@", BOTH, MUST_NUMBER, "401@N", N_("the same from request N + 1 on: the secret was changed")),
  REPLY ("401-cld", DELIVERY, MAY_TEXT, "401-cld=TEXT", N_("delivery is refused with a reason (default: deny or ACL failure)")),
  REPLY ("403", BOTH, NO_ARGUMENT, "403", N_("the key's role does not allow it")),
  REPLY ("404", BOTH, NO_ARGUMENT, "404", N_("not found")),
  REPLY ("410", BOTH, NO_ARGUMENT, "410", N_("gone")),
  REPLY ("423", BOTH, NO_ARGUMENT, "423", N_("still being processed")),
  REPLY ("420", BOTH, NO_ARGUMENT, "420", N_("the hourly limit is reached")),
  REPLY ("420-bare", BOTH, NO_ARGUMENT, "420-bare", N_("the same without headers and without a time")),
  REPLY ("420-odd", BOTH, MAY_TEXT, "420-odd=none|past|far", N_("the same with a reset that is missing, past or ten years away")),
  REPLY ("420-addon", BOTH, NO_ARGUMENT, "420-addon", N_("the quota of an add-on is used up")),
  REPLY ("429", BOTH, MAY_NUMBER, "429=SECONDS", N_("too many requests, with Retry-After (default 2)")),
  REPLY ("500", BOTH, NO_ARGUMENT, "500", N_("the server failed")),
  REPLY ("500-once", BOTH, NO_ARGUMENT, "500-once", N_("the same, for one request")),
  REPLY ("503", BOTH, NO_ARGUMENT, "503", N_("the server is busy")),
  REPLY ("5xx", BOTH, MAY_NUMBER, "5xx=SECONDS", N_("500, 502, 503, 504 and 509 by turns for so long (default 3600)")),
  REPLY ("quota", BOTH, NO_ARGUMENT, "quota", N_("the plan's bandwidth is used up")),
  /* Pages that mislead. */
  REPLY ("shift", CURSORS, MAY_NUMBER, "shift=N", N_("the page begins N assets early, below zero: late (default 1)")),
  REPLY ("cursor-loop", PAGES, NO_ARGUMENT, "cursor-loop", N_("the next cursor leads to the same page")),
  REPLY ("cursor-410", CURSORS, NO_ARGUMENT, "cursor-410", N_("status 410 to a cursor")),
  REPLY ("cursor-expire", CURSORS, NO_ARGUMENT, "cursor-expire", N_("the cursor is not known any more")),
  REPLY ("early-end", PAGES, NO_ARGUMENT, "early-end", N_("a page claims to be the last")),
  /* Accounts that are such. */
  SWITCH ("fixed", API, NO_ARGUMENT, "fixed", N_("an account of fixed folder mode")),
  SWITCH ("remaining", API, MUST_NUMBER, "remaining=N", N_("another program has used the hour but for N calls")),
  SWITCH ("hour", API, MUST_NUMBER, "hour=SECONDS", N_("the hour of the rate limit lasts so long")),
  SWITCH ("delay", BOTH, MUST_NUMBER, "delay=MS", N_("each reply comes so many milliseconds late")),
  SWITCH ("search-lag", API, MUST_NUMBER, "search-lag=SECONDS", N_("a search sees changes so much later")),
  SWITCH ("search-tier", API, MAY_TEXT, "search-tier=refuse|silent", N_("a search does not give structured metadata")),
  SWITCH ("etag-in-analysis", API, NO_ARGUMENT, "etag-in-analysis", N_("a search tells the MD5 inside image_analysis only")),
  SWITCH ("no-etag", API, NO_ARGUMENT, "no-etag", N_("listings do not tell the MD5 even when asked")),
  SWITCH ("cursor-null", API, NO_ARGUMENT, "cursor-null", N_("the last page has a cursor of null")),
  SWITCH ("cursor-life", API, MUST_NUMBER, "cursor-life=SECONDS", N_("a cursor is forgotten after so long")),
  SWITCH ("clamp", API, NO_ARGUMENT, "clamp", N_("too large a max_results is made smaller instead of refused")),
  SWITCH ("future", API, NO_ARGUMENT, "future", N_("resource types, delivery types and fields nobody knows yet")),
  SWITCH ("missing-fields", API, NO_ARGUMENT, "missing-fields", N_("entries without format, size or folder")),
  SWITCH ("json-field", API, MUST_TEXT, "json-field=NAME:JSON", N_("entries with this for a field; without JSON: without the field")),
  SWITCH ("context-array", API, NO_ARGUMENT, "context-array", N_("context as a list of pairs")),
  SWITCH ("huge-bytes", API, NO_ARGUMENT, "huge-bytes", N_("entries that claim more than 4 GiB")),
  SWITCH ("odd-names", API, NO_ARGUMENT, "odd-names", N_("more photos, with names that are hard to keep")),
  SWITCH ("no-list", API, NO_ARGUMENT, "no-list", N_("the key may not list")),
  SWITCH ("role-403", API, MUST_TEXT, "role-403=ENDPOINT",
          N_("the key may not use this endpoint (ping, config, usage, resources, search, folders, metadata_fields …)")),
  SWITCH ("disabled", BOTH, NO_ARGUMENT, "disabled", N_("the account is switched off")),
  SWITCH ("usage-stale", API, NO_ARGUMENT, "usage-stale", N_("the plan's figures stand still")),
  SWITCH ("private-cdn", API, NO_ARGUMENT, "private-cdn", N_("addresses without the cloud's name")),
  SWITCH ("private-401", BOTH, NO_ARGUMENT, "private-401", N_("addresses of private photos come unsigned, and are refused")),
  SWITCH ("token", BOTH, NO_ARGUMENT, "token", N_("photos that delivery gives to bearers of a token only")),
  SWITCH ("optimize", DELIVERY, NO_ARGUMENT, "optimize", N_("delivery recompresses unless fl_original is asked for")),
  SWITCH ("strict", DELIVERY, NO_ARGUMENT, "strict", N_("unsigned transformations, fl_original too, are refused")),
  SWITCH ("block-pdf", DELIVERY, NO_ARGUMENT, "block-pdf", N_("PDF and archives are not delivered")),
  SWITCH ("cached-404", DELIVERY, MAY_NUMBER, "cached-404=SECONDS", N_("a refused address stays refused, twice as long each time (default 60)")),
  SWITCH ("gzip-asked", BOTH, NO_ARGUMENT, "gzip-asked", N_("bodies are compressed unless the request says identity")),
  SWITCH ("sha256-only", DELIVERY, NO_ARGUMENT, "sha256-only", N_("signatures of SHA-1 are refused")),
  SWITCH ("sign-escaped", DELIVERY, NO_ARGUMENT, "sign-escaped", N_("signatures of the unescaped name are refused")),
  SWITCH ("sign-unescaped", DELIVERY, NO_ARGUMENT, "sign-unescaped", N_("signatures of the escaped name are refused")),
  { NULL, }
};

/**
 * ps_fault_name_find:
 * @name: a fault's name
 *
 * Returns: (nullable) (transfer none): what is known of it
 */
const PsFaultName *
ps_fault_name_find (const char *name)
{
  for (const PsFaultName *known = ps_fault_names; known->name != NULL; known++)
    {
      if (g_str_equal (known->name, name))
        return known;
    }
  return NULL;
}
