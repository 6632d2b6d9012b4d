/* src/sorting/alignment.h: pure: lays one picture's greys over another's, as a whole or as a part of it. Any thread. */
#pragma once

#include "base/imprint.h"

G_BEGIN_DECLS

#define PS_ALIGNMENT_SAME 0.002 /* the same picture in another size or quality: strangers and other frames differ in more */
#define PS_ALIGNMENT_COPY 0.00015 /* so little that it cannot be the next frame */
#define PS_ALIGNMENT_SECOND 0.01 /* of one second, smaller, perhaps developed again: other pictures differ in twice as much */
#define PS_ALIGNMENT_PART 0.005 /* the same of a part, which is known in fewer greys */

double ps_alignment_of_whole (const PsImprint *one,
                              const PsImprint *other);
double ps_alignment_of_part  (const PsImprint *part,
                              const PsImprint *whole);

G_END_DECLS
