/* src/cli/commands.h: the commands, a file for each or for each family. */
#pragma once

#include "cli/session.h"

G_BEGIN_DECLS

extern const PsCommand ps_command_demo_cloud; /* demo-cloud.c */
extern const PsCommand ps_command_init;       /* init.c */
extern const PsCommand ps_command_scan;       /* run.c */
extern const PsCommand ps_command_download;
extern const PsCommand ps_command_backup;
extern const PsCommand ps_command_retry;      /* ask.c */
extern const PsCommand ps_command_get;
extern const PsCommand ps_command_skip;
extern const PsCommand ps_command_verify;     /* verify.c */
extern const PsCommand ps_command_status;     /* status.c */
extern const PsCommand ps_command_rebuild;    /* rebuild.c */
extern const PsCommand ps_command_adopt;      /* adopt.c */
extern const PsCommand ps_command_move;       /* move.c */
extern const PsCommand ps_command_config;     /* config.c */
extern const PsCommand ps_command_shoots;     /* shoots.c */
extern const PsCommand ps_command_duplicates; /* duplicates.c */
extern const PsCommand ps_command_export;     /* export.c */
extern const PsCommand ps_command_search;     /* search.c */
extern const PsCommand ps_command_collection; /* collection.c */
extern const PsCommand ps_command_statistics; /* statistics.c */
extern const PsCommand ps_command_tag;        /* tag.c */
extern const PsCommand ps_command_clock;

G_END_DECLS
