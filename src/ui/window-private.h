/* src/ui/window-private.h: what the files of the window share. */
#pragma once

#include "library/drive-watch.h"
#include "ui/account-wizard.h"
#include "ui/backup-bar.h"
#include "ui/duplicates-page.h"
#include "ui/facts-pane.h"
#include "ui/home-page.h"
#include "ui/looks-page.h"
#include "ui/photo-grid.h"
#include "ui/search-line.h"
#include "ui/shoots-page.h"
#include "ui/sidebar.h"
#include "ui/statistics-page.h"
#include "ui/trouble-page.h"
#include "ui/viewer.h"
#include "ui/window.h"

G_BEGIN_DECLS

struct _PsWindow
{
  AdwApplicationWindow parent_instance;

  /* Owned */
  PsLibrary *library; /* nullable */
  PsBackupRunner *runner;
  PsTextureCache *textures;
  PsUndo *undo;
  PsPhotoQuery *query;      /* of the grid */
  char *query_title;
  char *root;               /* of the library that is open, or being opened */
  GSettings *settings;
  GCancellable *cancellable; /* of what is asked for this library */
  GMenu *library_menu;

  PsDriveWatch *watch;       /* nullable: no library was shown yet */
  char *back_root;           /* nullable: the drive came back while it was still being let go of */
  PsPhotoQuery *place_query; /* nullable: what was looked at when the drive went or came; with its page and title */
  char *place_page, *place_title;

  char *last_collection_name; /* owned, nullable */
  gint64 last_collection;   /* used last, for B; 0: none yet */
  guint inhibition;          /* the computer is kept awake; 0: it is not */
  gboolean is_closing;
  gboolean is_search_wrong;  /* the grid still holds what was found before */
  gboolean is_leaving;       /* the drive: it is being let go of */
  gboolean tells_of_drive;   /* the banner does */
  gboolean is_looking_for_files; /* Look for It is under way */
  gboolean is_replacing_drive; /* asked for, once the drive is let go of */
  gboolean is_read_only;
  gboolean leads_to_wizard; /* nothing to open */

  /* Template children */
  AdwToastOverlay *toasts;
  GtkStack *screens;
  AdwStatusPage *opening_page;
  GtkWidget *opening_buttons;
  PsAccountWizard *wizard;
  AdwLeaflet *leaflet;
  GtkWidget *sidebar_side, *content_side;
  GtkMenuButton *library_button;
  GtkLabel *library_name;
  PsSidebar *sidebar;
  AdwHeaderBar *header;
  GtkBox *title_box;
  AdwWindowTitle *title;
  GtkEditable *search_entry;
  GtkLabel *count_label;
  GtkToggleButton *facts_button, *search_button;
  PsSearchLine *search_line;
  GtkMenuButton *compact_menu_button, *view_button, *sort_button;
  GtkBox *compact_search_box;
  GtkInfoBar *banner;
  GtkLabel *banner_label;
  GtkButton *banner_button;
  AdwFlap *flap;
  PsFactsPane *facts;
  GtkStack *pages, *photos;
  PsHomePage *home;
  PsPhotoGrid *grid;
  AdwStatusPage *empty_page;
  GtkButton *empty_button;
  PsTroublePage *trouble;
  PsLooksPage *looks;
  PsShootsPage *shoots;
  PsStatisticsPage *statistics;
  PsDuplicatesPage *duplicates;
  GtkRevealer *selection_bar;
  GtkLabel *selection_label;
  GtkButton *copy_button;
  PsViewer *viewer;
  PsBackupBar *backup_bar;
};

void       ps_window_add_actions                (PsWindow       *self);
void       ps_window_add_backup_actions         (PsWindow       *self);
void       ps_window_add_clock_actions          (PsWindow       *self);
void       ps_window_add_collection_actions     (PsWindow       *self);
void       ps_window_add_drive_actions          (PsWindow       *self);
void       ps_window_add_export_action          (PsWindow       *self);
void       ps_window_add_file_actions           (PsWindow       *self);
void       ps_window_add_mark_actions           (PsWindow       *self);
void       ps_window_add_repair_actions         (PsWindow       *self);
void       ps_window_add_shoot_actions          (PsWindow       *self);
void       ps_window_add_statistics_actions     (PsWindow       *self);
void       ps_window_add_tag_actions            (PsWindow       *self);
void       ps_window_add_toast                  (PsWindow       *self,
                                                 AdwToast       *toast);
void       ps_window_update_actions             (PsWindow       *self);
GArray    *ps_window_dup_target_ids             (PsWindow       *self);
GArray    *ps_window_dup_shown_ids              (PsWindow       *self);
GPtrArray *ps_window_dup_target_photos          (PsWindow       *self);
gboolean   ps_window_shows_viewer               (PsWindow       *self);
void       ps_window_update_photos_page         (PsWindow       *self);
void       ps_window_watch_drive                (PsWindow       *self);
void       ps_window_end_drive                  (PsWindow       *self);
void       ps_window_open_again                 (PsWindow       *self);
void       ps_window_let_go_async               (PsWindow            *self,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
gboolean   ps_window_let_go_finish              (PsWindow            *self,
                                                 GAsyncResult        *result,
                                                 GError             **error);

PsOrder    ps_window_get_order                  (PsWindow       *self);
void       ps_window_show_grid                  (PsWindow       *self);
void       ps_window_show_page                  (PsWindow       *self,
                                                 const char     *page);
void       ps_window_set_query                  (PsWindow       *self,
                                                 PsPhotoQuery   *query,
                                                 const char     *title);
gboolean   ps_window_can_save_search            (PsWindow       *self);
void       ps_window_save_search                (PsWindow       *self);
void       ps_window_bind_search                (GtkWidgetClass *klass);
void       ps_window_bind_shown                 (GtkWidgetClass *klass);

void       ps_window_forget_library             (PsWindow       *self);
gboolean   ps_window_close_request              (GtkWindow      *window);

G_END_DECLS
