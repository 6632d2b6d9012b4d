/* src/base/state.c: the ten states, of which each photo is in exactly one. */
#include "base/state.h"

static const char *const words[PS_N_STATES] = {
  [PS_STATE_ARRIVING] = "arriving",
  [PS_STATE_DAMAGED] = "damaged",
  [PS_STATE_SKIPPED] = "skipped",
  [PS_STATE_MISSING] = "missing",
  [PS_STATE_FAILED] = "failed",
  [PS_STATE_WAITING] = "waiting",
  [PS_STATE_GONE_FROM_CLOUD] = "gone_from_cloud",
  [PS_STATE_ALTERED] = "altered",
  [PS_STATE_SIZE_ONLY] = "size_only",
  [PS_STATE_PROVEN] = "proven",
};

/**
 * ps_state_to_word:
 * @state: a state
 *
 * The word that stands for a state in the catalogue, in JSON and in searches;
 * what a person reads is translated elsewhere.
 *
 * Returns: (transfer none): a lower-case word with underscores
 */
const char *
ps_state_to_word (PsState state)
{
  g_return_val_if_fail (state >= 0 && state < PS_N_STATES, NULL);

  return words[state];
}

/**
 * ps_state_from_word:
 * @word: a word, as ps_state_to_word() gives it
 * @state: (out): the state
 *
 * Returns: whether @word is a state
 */
gboolean
ps_state_from_word (const char *word,
                    PsState    *state)
{
  g_return_val_if_fail (word != NULL, FALSE);

  for (int i = 0; i < PS_N_STATES; i++)
    if (g_str_equal (words[i], word))
      {
        *state = i;
        return TRUE;
      }
  return FALSE;
}
