/* src/cloud/patient-stream.h: private to this folder: a stream whose asynchronous reads give up when nothing comes. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_TYPE_PATIENT_STREAM (ps_patient_stream_get_type ())
G_DECLARE_FINAL_TYPE (PsPatientStream, ps_patient_stream, PS, PATIENT_STREAM, GFilterInputStream)

GInputStream *ps_patient_stream_new (GInputStream *base,
                                     gint64        idle_us);

G_END_DECLS
