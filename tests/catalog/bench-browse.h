/* tests/catalog/bench-browse.h: how long the window waits for the catalogue. */
#pragma once

#include "kit.h"

void bench_browse (Kit *kit, guint n);
