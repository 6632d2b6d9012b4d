/* src/base/state.h: the ten states, of which each photo is in exactly one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PsState:
 *
 * In the order in which they are asked: a photo is in the first that holds.
 */
typedef enum
{
  PS_STATE_ARRIVING,
  PS_STATE_DAMAGED,
  PS_STATE_SKIPPED,
  PS_STATE_MISSING,
  PS_STATE_FAILED,
  PS_STATE_WAITING,
  PS_STATE_GONE_FROM_CLOUD,
  PS_STATE_ALTERED,
  PS_STATE_SIZE_ONLY,
  PS_STATE_PROVEN,
  PS_N_STATES
} PsState;

const char *ps_state_to_word   (PsState     state);
gboolean    ps_state_from_word (const char *word,
                                PsState    *state);

G_END_DECLS
