/* src/demo/stories.c: what the demo cloud's photographer is asked to photograph, and where. */
#include "demo/stories.h"

#include <string.h>

#define S(name) PS_SCENE_##name

/* The first are the newest and what a newcomer sees first. */
static const PsStory stories[] = {
  { "Weddings/{year} – Åse & Jörg", "weddings/{year}/ase-jorg", { S (ARCHES), S (FLOWERS), S (PORTRAIT), S (FIELD), S (COUPLE), S (SEA), S (COUPLE), S (FOOD), S (STAGE), S (COUPLE), S (FIREWORKS) }, 11,
    6, 0, 13, 74, { 0, 2 }, FALSE, 59.9139, 10.7522, 24, 120, 2400, 0.14, "wedding,Åse & Jörg,{year}", "genre_wedding", "Åse & Jörg",
    { "First dance — “La Vie en rose”", "The last light on the hill", "Rings, flowers, nerves", "Long tables, short speeches" } },
  { "Landscapes/Lofoten {year}", "landscapes/lofoten-{year}", { S (MOUNTAINS), S (SHORE), S (LAKE), S (MOUNTAINS), S (SEA), S (AURORA), S (STARS), S (AURORA) }, 8,
    2, 0, 15, 46, { 1, -1 }, TRUE, 68.1542, 13.9989, 12, 60, 1500, 0, "landscape,arctic,Lofoten", "genre_landscape", NULL,
    { "Reinebringen before the snow", "Nordlys over the fjord", "Low sun, long shadows", "Tide going out" } },
  { "Travel/日本 {year}", "東京/{year}", { S (SKYLINE), S (FOREST), S (FOOD), S (ARCHES), S (MOUNTAINS), S (FOOD), S (STREET), S (SKYLINE), S (STREET) }, 9,
    11, 0, 9, 52, { 3, -1 }, TRUE, 35.6812, 139.7671, 40, 540, 1300, 0.1, "東京,夜景,travel", "genre_travel", NULL,
    { "渋谷スクランブル交差点", "雨上がりの路地", "夜景", "朝の森" } },
  { "Concerts/Élan Festival {year}", "concerts/elan-{year}", { S (STAGE), S (PORTRAIT), S (STAGE), S (STREET), S (STAGE), S (FIREWORKS) }, 6,
    7, 0, 20, 40, { 2, 0 }, FALSE, 45.7640, 4.8357, 170, 120, 420, 0.2, "concert,Élan,live", "genre_stage", "Élan SARL",
    { "Headliner, second song", "Hands up", "Le dernier rappel", "Backlight" } },
  { "Travel/Kapadokya {year}", "travel/kapadokya", { S (BALLOONS), S (MOUNTAINS), S (BALLOONS), S (DUNES), S (ARCHES), S (BALLOONS) }, 6,
    9, 0, 5, 30, { 0, -1 }, TRUE, 38.6431, 34.8289, 1100, 180, 300, 0, "balloons,Göreme,travel", "genre_travel", NULL,
    { "Göreme at six", "A hundred balloons", "Gün doğumu", "Above the valley" } },
  { "Portraits/Zoë – Studio", "portraits/zoe", { S (PORTRAIT) }, 1,
    4, 0, 10, 26, { 0, -1 }, FALSE, 0, 0, 0, 120, 240, 0.35, "portrait,studio,Zoë", "genre_portrait", "Zoë Ångström",
    { "Profile, one lamp", "Zoë, rim light", "Low key", "Between two frames" } },
  { "Nature/Makro – Garten", "makro/garten-{year}", { S (MACRO), S (FLOWERS), S (MACRO), S (FLOWERS) }, 4,
    5, 0, 6, 32, { 1, -1 }, FALSE, 0, 0, 0, 120, 260, 0, "macro,Blüten,garden", "genre_nature", NULL,
    { "Tau am Morgen", "Mohn, weit offen", "Löwenzahn", "Nach dem Regen" } },
  { "Sea/Île de Ré", "sea/ile-de-re", { S (SHORE), S (SEA), S (FOOD), S (SEA), S (STARS) }, 5,
    8, 0, 18, 28, { 0, -1 }, TRUE, 46.2000, -1.4000, 3, 120, 600, 0.1, "sea,Atlantique,été", "genre_landscape", NULL,
    { "Marée basse", "The lighthouse side", "Dernier soleil", "Salt and wind" } },
  { "Night/Milchstraße", "night/milchstrasse", { S (STARS) }, 1,
    8, 0, 22, 24, { 1, -1 }, FALSE, 46.5586, 12.1333, 2320, 120, 900, 0, "night,stars,Dolomiten", "genre_landscape", NULL,
    { "Milchstraße über den Drei Zinnen", "Tent light", "Perseids, none caught", "Four in the morning" } },
  { "Architecture/Łódź", "architecture/lodz", { S (FACADE), S (ARCHES) }, 2,
    3, 0, 11, 22, { 3, -1 }, FALSE, 51.7592, 19.4560, 206, 60, 420, 0.4, "architecture,Łódź,lines", "genre_architecture", "Pracownia Żuraw",
    { "North façade", "Świt", "Stairs nobody uses", "Glass at noon" } },
  { "Food/Café Señorita", "food/cafe-senorita", { S (FOOD) }, 1,
    10, 0, 10, 24, { 3, -1 }, FALSE, 40.4168, -3.7038, 657, 120, 300, 0, "food,café,menu", "genre_food", "Café Señorita",
    { "Desayuno", "Autumn menu", "Coffee, twice", "Mañana" } },
  { "City lights/香港", "city/hong-kong", { S (SKYLINE), S (STREET) }, 2,
    12, 0, 17, 22, { 2, -1 }, FALSE, 22.3193, 114.1694, 380, 480, 500, 0.1, "city,night,香港", "genre_travel", NULL,
    { "維多利亞港", "Blue hour, ferry side", "Neon and rain", "From the peak" } },
  { "Travel/عمّان {year}", "travel/amman", { S (ARCHES), S (DUNES), S (DUNES), S (STARS) }, 4,
    4, 0, 14, 26, { 4, -1 }, TRUE, 31.9539, 35.9106, 780, 180, 1100, 0, "عمّان,desert,travel", "genre_travel", NULL,
    { "وادي رم", "المدينة القديمة", "Evening call", "Long way back" } },
  { "Fields/Provence", "fields/provence", { S (FIELD), S (FLOWERS), S (FIELD), S (ARCHES), S (FIELD) }, 5,
    7, 0, 6, 22, { 1, -1 }, FALSE, 43.8345, 5.7827, 590, 120, 480, 0, "lavande,Provence,summer", "genre_landscape", NULL,
    { "Valensole", "Première lumière", "Rows", "The one tree" } },
  { "New Year {year} 🎆", "newyear-{year}", { S (SKYLINE), S (FIREWORKS) }, 2,
    12, 31, 22, 22, { 4, 0 }, FALSE, 52.5200, 13.4050, 34, 60, 240, 0, "fireworks,🎆,party", "genre_reportage", NULL,
    { "Midnight", "Ten, nine, eight …", "Prosit!", "Smoke over the river" } },
  { "Weddings/{year} – Chloé & Jürgen", "weddings/{year}/chloe-juergen", { S (FLOWERS), S (FACADE), S (ARCHES), S (PORTRAIT), S (COUPLE), S (LAKE), S (COUPLE), S (FOOD), S (STAGE), S (STAGE) }, 10,
    5, 0, 14, 68, { 0, 2 }, FALSE, 47.3769, 8.5417, 408, 120, 2200, 0.2, "wedding,Chloé & Jürgen", "genre_wedding", "Chloé & Jürgen",
    { "The vineyard, before guests", "Confetti", "Vows", "Tanz in den Juni" } },
  { "Семья/Дача {year}", "семья/дача-{year}", { S (FOREST), S (FIELD), S (FLOWERS), S (LAKE) }, 4,
    8, 0, 9, 24, { 4, -1 }, TRUE, 55.7558, 37.6173, 156, 180, 900, 0, "семья,лето,дача", "genre_reportage", NULL,
    { "Утро в лесу", "Бабушкин сад", "После дождя", "Лето" } },
  { "Travel/Αθήνα", "travel/athina", { S (ARCHES), S (SEA), S (SKYLINE) }, 3,
    9, 0, 16, 20, { 3, -1 }, FALSE, 37.9838, 23.7275, 70, 180, 600, 0.1, "Αθήνα,travel,sea", "genre_travel", NULL,
    { "Στοά", "Σούνιο", "Το βράδυ", "Marble, evening" } },
  { "Clients/Nikkei", "clients/nikkei", { S (FACADE), S (PORTRAIT), S (FACADE), S (SKYLINE) }, 4,
    6, 0, 10, 20, { 2, -1 }, FALSE, 0, 0, 0, 540, 420, 0.3, "client,embargo", "genre_portrait", "Nikkei",
    { "Headquarters", "Annual report, cover", "Board, one by one", "Lobby" } },
  { "Landscapes/Ísland {year}", "landscapes/island", { S (LAKE), S (SHORE), S (AURORA) }, 3,
    10, 0, 12, 26, { 1, -1 }, TRUE, 64.1466, -21.9426, 40, 0, 1300, 0, "Ísland,landscape,drone", "genre_landscape", NULL,
    { "Þingvellir", "Black sand from above", "Norðurljós", "Nobody for miles" } },
  { "חתונות/רבקה ודוד", "weddings/rivka-david", { S (FLOWERS), S (ARCHES), S (PORTRAIT), S (COUPLE), S (FOOD), S (STAGE) }, 6,
    9, 0, 17, 40, { 0, 3 }, FALSE, 32.0853, 34.7818, 5, 180, 500, 0.15, "חתונה,wedding", "genre_wedding", "רבקה ודוד",
    { "החופה", "ריקוד ראשון", "מזל טוב", "The whole family, nearly" } },
  { "Street/서울", "street/seoul", { S (STREET), S (SKYLINE) }, 2,
    3, 0, 19, 22, { 3, -1 }, FALSE, 37.5665, 126.9780, 38, 540, 360, 0.25, "서울,street,night", "genre_travel", NULL,
    { "홍대", "비 오는 밤", "Last train", "Umbrellas" } },
  { "Drone/Algarve", "drone/algarve", { S (SHORE), S (SEA) }, 2,
    6, 0, 11, 18, { 4, -1 }, TRUE, 37.0179, -7.9307, 90, 60, 300, 0, "drone,praia,sea", "genre_landscape", NULL,
    { "Praia, 90 m", "Two swimmers", "Areia", "Tide line" } },
  { "Alpen/Höhenweg", "alpen/hoehenweg", { S (MOUNTAINS), S (FOREST), S (LAKE) }, 3,
    7, 0, 7, 30, { 1, -1 }, FALSE, 46.8182, 8.2275, 2100, 120, 1200, 0.1, "Alpen,hiking,mountains", "genre_landscape", NULL,
    { "Über dem Nebel", "Aufstieg", "Seelisee", "Gipfel, endlich" } },
};

/**
 * ps_story_get_n:
 *
 * Returns: how many stories there are
 */
guint
ps_story_get_n (void)
{
  return G_N_ELEMENTS (stories);
}

/**
 * ps_story_get:
 * @n: which; beyond the last they begin anew
 *
 * Returns: (transfer none): a story
 */
const PsStory *
ps_story_get (guint n)
{
  return &stories[n % G_N_ELEMENTS (stories)];
}

/**
 * ps_story_with_year:
 * @text: a text of a story
 * @year: when it took place
 *
 * Returns: (transfer full): @text with "{year}" filled in
 */
char *
ps_story_with_year (const char *text,
                    int         year)
{
  g_autoptr(GString) string = g_string_new (text);
  g_autofree char *digits = g_strdup_printf ("%d", year);

  g_string_replace (string, "{year}", digits, 0);
  return g_strdup (string->str);
}

#define VALUE(id, text, state) "{\"external_id\":\"" id "\",\"value\":\"" text "\",\"state\":\"" state "\"}"
#define FIELD(type, id, label) "{\"type\":\"" type "\",\"external_id\":\"" id "\",\"label\":\"" label "\",\"mandatory\":false,\"default_value\":null,\"default_disabled\":false,\"restrictions\":{\"readonly_ui\":false},"

const char ps_metadata_fields_json[] =
  "{\"metadata_fields\":["
  FIELD ("enum", "usage_rights", "Usage rights") "\"validation\":null,\"datasource\":{\"values\":["
  VALUE ("licensed", "Licensed", "active") "," VALUE ("restricted", "Restricted", "active") "," VALUE ("own", "My own", "active") "]}},"
  FIELD ("set", "genres", "Genres") "\"validation\":null,\"datasource\":{\"values\":["
  VALUE ("genre_wedding", "Wedding", "active") "," VALUE ("genre_reportage", "Reportage", "active") "," VALUE ("genre_landscape", "Landscape", "active") ","
  VALUE ("genre_travel", "Travel", "active") "," VALUE ("genre_stage", "Stage", "active") "," VALUE ("genre_portrait", "Portrait", "active") ","
  VALUE ("genre_nature", "Nature", "active") "," VALUE ("genre_architecture", "Architecture", "active") "," VALUE ("genre_food", "Food", "active") ","
  VALUE ("genre_old", "Film (retired)", "inactive") "]}},"
  FIELD ("date", "shoot_date", "Shoot date") "\"validation\":{\"type\":\"less_than\",\"equals\":true,\"value\":\"2100-01-01\"}},"
  FIELD ("integer", "rating", "Rating") "\"validation\":{\"type\":\"and\",\"rules\":[{\"type\":\"greater_than\",\"equals\":true,\"value\":0},{\"type\":\"less_than\",\"equals\":true,\"value\":5}]}},"
  FIELD ("string", "client", "Client") "\"validation\":{\"type\":\"strlen\",\"max\":200}}"
  "]}";
