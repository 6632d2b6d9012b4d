/* src/library/surroundings.c: what this computer stands on: a network, a metered one, mains or a battery.
 *
 * The battery is UPower's to know. Where it does not run, or tells nothing,
 * this computer counts as one on mains.
 */
#include "library/surroundings.h"

#define UPOWER "org.freedesktop.UPower"
#define UPOWER_PATH "/org/freedesktop/UPower"
#define UPOWER_DEVICE "org.freedesktop.UPower.Device"
#define UPOWER_DISPLAY_DEVICE UPOWER_PATH "/devices/DisplayDevice"

struct _PsSurroundings
{
  GObject parent_instance;

  /* Owned */
  GDBusProxy *power;   /* nullable: until it is there, or for good */
  GDBusProxy *battery; /* likewise */
  GCancellable *cancellable;

  /* Borrowed */
  GNetworkMonitor *network; /* lives as long as the program */

  gboolean is_pretended, is_online, is_metered;
  int percent;
};

G_DEFINE_FINAL_TYPE (PsSurroundings, ps_surroundings, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
look_again (PsSurroundings *self)
{
  gboolean is_online, is_metered;
  int percent = -1;

  if (self->is_pretended)
    return;
  is_online = g_network_monitor_get_network_available (self->network);
  is_metered = g_network_monitor_get_network_metered (self->network);
  if (self->power != NULL && self->battery != NULL)
    {
      g_autoptr(GVariant) on_battery = g_dbus_proxy_get_cached_property (self->power, "OnBattery");
      g_autoptr(GVariant) percentage = g_dbus_proxy_get_cached_property (self->battery, "Percentage");

      if (on_battery != NULL && g_variant_is_of_type (on_battery, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (on_battery)
          && percentage != NULL && g_variant_is_of_type (percentage, G_VARIANT_TYPE_DOUBLE))
        percent = (int) CLAMP (g_variant_get_double (percentage), 0, 100);
    }
  if (is_online == self->is_online && is_metered == self->is_metered && percent == self->percent)
    return;
  self->is_online = is_online;
  self->is_metered = is_metered;
  self->percent = percent;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
power_changed_cb (GDBusProxy     *proxy,
                  GVariant       *changed,
                  GStrv           invalidated,
                  PsSurroundings *self)
{
  look_again (self);
}

/* Where nobody answers, nothing is known, and that is no error. */
static void
take_proxy (GAsyncResult *result,
            gpointer      user_data,
            gboolean      is_battery)
{
  g_autoptr(PsSurroundings) self = user_data;
  g_autoptr(GDBusProxy) proxy = g_dbus_proxy_new_for_bus_finish (result, NULL);

  if (proxy == NULL)
    return;
  g_signal_connect_object (proxy, "g-properties-changed", G_CALLBACK (power_changed_cb), self, 0);
  g_set_object (is_battery ? &self->battery : &self->power, proxy);
  look_again (self);
}

static void
power_came_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  take_proxy (result, user_data, FALSE);
}

static void
battery_came_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  take_proxy (result, user_data, TRUE);
}

static void
network_changed_cb (PsSurroundings *self)
{
  look_again (self);
}

/**
 * ps_surroundings_new:
 *
 * Returns: (transfer full): what can be known at once; the battery comes a little later
 */
PsSurroundings *
ps_surroundings_new (void)
{
  return g_object_new (PS_TYPE_SURROUNDINGS, NULL);
}

/**
 * ps_surroundings_is_online:
 * @self: surroundings
 *
 * Returns: whether there is any network
 */
gboolean
ps_surroundings_is_online (PsSurroundings *self)
{
  return self->is_online;
}

/**
 * ps_surroundings_is_metered:
 * @self: surroundings
 *
 * Returns: whether what is fetched may cost money on the way
 */
gboolean
ps_surroundings_is_metered (PsSurroundings *self)
{
  return self->is_metered;
}

/**
 * ps_surroundings_get_battery:
 * @self: surroundings
 *
 * Returns: what the battery holds, in percent; −1 on mains, or where nobody knows
 */
int
ps_surroundings_get_battery (PsSurroundings *self)
{
  return self->percent;
}

/**
 * ps_surroundings_pretend:
 * @self: surroundings
 * @is_online: whether there is a network
 * @is_metered: whether it is metered
 * @battery: percent, or −1
 *
 * Replaces what is so by what is told, from now on.
 */
void
ps_surroundings_pretend (PsSurroundings *self,
                         gboolean        is_online,
                         gboolean        is_metered,
                         int             battery)
{
  self->is_pretended = TRUE;
  self->is_online = is_online;
  self->is_metered = is_metered;
  self->percent = battery;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ps_surroundings_dispose (GObject *object)
{
  PsSurroundings *self = PS_SURROUNDINGS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->power);
  g_clear_object (&self->battery);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ps_surroundings_parent_class)->dispose (object);
}

static void
ps_surroundings_class_init (PsSurroundingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ps_surroundings_dispose;

  signals[CHANGED] = g_signal_new ("changed", PS_TYPE_SURROUNDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_surroundings_init (PsSurroundings *self)
{
  self->cancellable = g_cancellable_new ();
  self->network = g_network_monitor_get_default ();
  self->percent = -1;
  self->is_online = g_network_monitor_get_network_available (self->network);
  self->is_metered = g_network_monitor_get_network_metered (self->network);
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->network, "notify::network-metered", G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SYSTEM, G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START_AT_CONSTRUCTION, NULL, UPOWER, UPOWER_PATH, UPOWER,
                            self->cancellable, power_came_cb, g_object_ref (self));
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SYSTEM, G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START_AT_CONSTRUCTION, NULL, UPOWER, UPOWER_DISPLAY_DEVICE,
                            UPOWER_DEVICE, self->cancellable, battery_came_cb, g_object_ref (self));
}
