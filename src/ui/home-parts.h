/* src/ui/home-parts.h: what Home is made of: a number that opens its list, a line of news, a strip of new photos. Main thread. */
#pragma once

#include <adwaita.h>

#include "catalog/photo-query.h"
#include "library/library.h"

G_BEGIN_DECLS

#define PS_TYPE_HOME_NUMBER (ps_home_number_get_type ())
G_DECLARE_FINAL_TYPE (PsHomeNumber, ps_home_number, PS, HOME_NUMBER, GtkButton)

void ps_home_number_show (PsHomeNumber *self,
                          gint64        n,
                          const char   *label);

#define PS_TYPE_HOME_NEWS (ps_home_news_get_type ())
G_DECLARE_FINAL_TYPE (PsHomeNews, ps_home_news, PS, HOME_NEWS, AdwActionRow)

/* n 0: nothing, and hidden. title is what the list is called. */
void ps_home_news_show (PsHomeNews *self,
                        gint64      n,
                        const char *words,
                        gint64      scan,
                        const char *what,
                        const char *title);

#define PS_TYPE_HOME_STRIP (ps_home_strip_get_type ())
G_DECLARE_FINAL_TYPE (PsHomeStrip, ps_home_strip, PS, HOME_STRIP, AdwBin)

/* Photos that came since then; catalog NULL lets go of everything. */
void ps_home_strip_show (PsHomeStrip *self,
                         PsCatalog   *catalog,
                         gint64       since_us,
                         gint64       n_photos,
                         gint64       n_bytes);

G_END_DECLS
