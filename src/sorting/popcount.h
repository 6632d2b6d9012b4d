/* src/sorting/popcount.h: counts the bits in which fingerprints differ, with the processor's own instruction where it has one. */
#pragma once

#include <glib.h>

/* A loop that counts is compiled twice, and the right one is chosen when the program is loaded: what every x86 has
 * takes a dozen instructions. Sanitizers are not ready yet at that moment, and other processors are not asked. */
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if !defined(__clang__)
#define PS_COUNTS_BITS __attribute__ ((target_clones ("popcnt", "default")))
#endif
#endif
#ifndef PS_COUNTS_BITS
#define PS_COUNTS_BITS
#endif

static inline guint
ps_popcount_difference (guint64 a,
                        guint64 b)
{
  return (guint) __builtin_popcountll (a ^ b);
}
