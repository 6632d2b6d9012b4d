/* src/ui/facts-pane.c: what is known of one photo, or of many. */
#include "ui/facts-pane.h"

struct _PsFactsPane
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PsFactsPane, ps_facts_pane, ADW_TYPE_BIN)

static void
ps_facts_pane_class_init (PsFactsPaneClass *klass)
{
}

static void
ps_facts_pane_init (PsFactsPane *self)
{
}

GtkWidget *
ps_facts_pane_new (void)
{
  return g_object_new (PS_TYPE_FACTS_PANE, NULL);
}

void
ps_facts_pane_set_library (PsFactsPane *self, PsLibrary *library)
{
}

void
ps_facts_pane_set_photo (PsFactsPane *self, PsPhoto *photo)
{
}

void
ps_facts_pane_set_many (PsFactsPane *self, GArray *ids)
{
}
