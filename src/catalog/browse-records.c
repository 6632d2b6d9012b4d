/* src/catalog/browse-records.c: what a window reads from the catalogue. */
#include "catalog/browse-records.h"

/**
 * ps_photo_ids_free:
 * @self: (transfer full): a list
 */
void
ps_photo_ids_free (PsPhotoIds *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->years, g_array_unref);
  g_free (self);
}

/**
 * ps_collection_info_free:
 * @self: (transfer full): what the sidebar shows of one
 */
void
ps_collection_info_free (PsCollectionInfo *self)
{
  g_free (self->name);
  g_free (self->description);
  g_free (self->created_at);
  g_free (self->query);
  g_free (self);
}

/**
 * ps_collection_remains_free:
 * @self: (transfer full): what was taken out
 */
void
ps_collection_remains_free (PsCollectionRemains *self)
{
  g_free (self->name);
  g_free (self->description);
  g_free (self->created_at);
  g_free (self->query);
  g_clear_pointer (&self->photo_ids, g_array_unref);
  g_clear_pointer (&self->added_at, g_ptr_array_unref);
  g_free (self);
}

/**
 * ps_shoot_info_free:
 * @self: (transfer full): what the sidebar shows of one
 */
void
ps_shoot_info_free (PsShootInfo *self)
{
  g_free (self->name);
  g_free (self->date);
  g_free (self);
}

/**
 * ps_folder_info_free:
 * @self: (transfer full): what the sidebar shows of one
 */
void
ps_folder_info_free (PsFolderInfo *self)
{
  g_free (self->path);
  g_free (self);
}

/**
 * ps_tag_info_free:
 * @self: (transfer full): what the sidebar shows of one
 */
void
ps_tag_info_free (PsTagInfo *self)
{
  g_free (self->name);
  g_free (self);
}

/**
 * ps_trouble_group_free:
 * @self: (transfer full): a group
 */
void
ps_trouble_group_free (PsTroubleGroup *self)
{
  g_free (self->kind);
  g_free (self->cause);
  g_free (self->message);
  g_free (self->first_failed_at);
  g_free (self->last_failed_at);
  g_clear_pointer (&self->first_ids, g_array_unref);
  g_clear_pointer (&self->first_names, g_ptr_array_unref);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_free (self);
}

/**
 * ps_trouble_free:
 * @self: (transfer full): all that is wrong
 */
void
ps_trouble_free (PsTrouble *self)
{
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_free (self);
}
