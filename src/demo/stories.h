/* src/demo/stories.h: what the demo cloud's photographer is asked to photograph, and where. */
#pragma once

#include "demo/scenes.h"

G_BEGIN_DECLS

#define PS_STORY_MAX_SCENES 12

/* A kind of job that comes again in other years. "{year}" in texts becomes the year. */
typedef struct
{
  const char *folder;
  const char *slug;             /* where public ids begin */
  PsSceneKind scenes[PS_STORY_MAX_SCENES]; /* in the order of the day */
  int n_scenes;
  int month, day, hour;         /* when it begins, the camera's clock; day 0: any */
  int n_frames;                 /* how many it usually makes */
  int cameras[2];               /* the second: −1, or a second photographer */
  gboolean has_gps;
  double latitude, longitude, altitude;
  int offset_minutes;           /* from UTC */
  double pause_s;               /* from one setup to the next */
  double mono;                  /* share of setups in black and white */
  const char *tags;             /* by commas */
  const char *genre;            /* a value of the metadata field "genres" */
  const char *client;           /* nullable */
  const char *captions[4];
} PsStory;

const PsStory *ps_story_get      (guint       n);
guint          ps_story_get_n    (void);
char          *ps_story_with_year (const char *text,
                                  int         year);
extern const char ps_metadata_fields_json[];

G_END_DECLS
