/* src/base/imprint.c: what is kept of a picture to recognise it by. Pure; any thread. */
#include "base/imprint.h"

#include <string.h>

/**
 * ps_imprint_pack:
 * @self: an imprint
 * @bytes: (out caller-allocates): the same on every kind of machine, since a library's drive goes from one to the other
 */
void
ps_imprint_pack (const PsImprint *self,
                 guint8           bytes[PS_IMPRINT_SIZE])
{
  guint64 numbers[1 + PS_IMPRINT_N_CROPS];

  numbers[0] = GUINT64_TO_LE (self->pixels);
  for (int i = 0; i < PS_IMPRINT_N_CROPS; i++)
    numbers[1 + i] = GUINT64_TO_LE (self->crops[i]);
  memcpy (bytes, numbers, sizeof numbers);
  memcpy (bytes + sizeof numbers, self->greys, sizeof self->greys);
}

/**
 * ps_imprint_unpack:
 * @self: (out caller-allocates): an imprint
 * @bytes: what ps_imprint_pack() made
 */
void
ps_imprint_unpack (PsImprint    *self,
                   const guint8  bytes[PS_IMPRINT_SIZE])
{
  guint64 numbers[1 + PS_IMPRINT_N_CROPS];

  memcpy (numbers, bytes, sizeof numbers);
  memcpy (self->greys, bytes + sizeof numbers, sizeof self->greys);
  self->pixels = GUINT64_FROM_LE (numbers[0]);
  for (int i = 0; i < PS_IMPRINT_N_CROPS; i++)
    self->crops[i] = GUINT64_FROM_LE (numbers[1 + i]);
}
