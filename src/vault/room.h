/* src/vault/room.h: how much may still be written, and what is promised to files on their way in. */
#pragma once

#include "vault/errors.h"

G_BEGIN_DECLS

typedef struct
{
  GMutex lock;
  gint64 n_promised; /* bytes that intakes in flight have still to write */
} PsRoomBook;

gboolean ps_room_read    (int           root_fd,
                          PsVaultRoom  *room,
                          GError      **error);
gint64   ps_room_reserve (gint64        n_total);
gboolean ps_room_promise (PsRoomBook   *book,
                          int           root_fd,
                          gint64        n_bytes,
                          GError      **error);
gboolean ps_room_use     (PsRoomBook   *book,
                          int           root_fd,
                          gint64        n_bytes,
                          gint64       *promised,
                          GError      **error);
void     ps_room_return  (PsRoomBook   *book,
                          gint64       *promised);
void     ps_room_set_errno (int         root_fd,
                          int           code,
                          const char   *path,
                          GError      **error);

G_END_DECLS
