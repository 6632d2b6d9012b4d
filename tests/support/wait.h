/* tests/support/wait.h: run the loop until a condition holds, with one deadline. */
#pragma once

#include <glib.h>

#define WAIT_DEADLINE_S 30

/* Aborts with the condition's text when the deadline passes. */
#define wait_until(condition) \
  G_STMT_START { \
    guint wait_source_ = g_timeout_add_seconds (WAIT_DEADLINE_S, wait_is_over, (gpointer) #condition); \
    while (!(condition)) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (wait_source_); \
  } G_STMT_END

static inline gboolean
wait_is_over (gpointer condition)
{
  g_error ("waited %d seconds for %s", WAIT_DEADLINE_S, (const char *) condition);
  return G_SOURCE_REMOVE;
}

static inline gboolean
wait_time_is_up (gpointer done)
{
  *(gboolean *) done = TRUE;
  return G_SOURCE_REMOVE;
}

/* The loop runs for so long: what would come has come. */
static inline void
wait_ms (guint ms)
{
  gboolean done = FALSE;

  g_timeout_add (ms, wait_time_is_up, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}
