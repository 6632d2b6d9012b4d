# shellcheck shell=bash disable=SC2034,SC2154
# tests/support/prepare.sh: says what is missing, installs it, configures and builds.
#
# Sourced by tests/try and tests/run, which set the name "$me" first. Whatever
# stops them is one line on standard error, and exit status 1. What is missing
# is found by looking for the thing itself, not for its package, so that it is
# quick and that a machine whose tools came another way is left as it is.

# Debian keeps nginx and ip where only root looks.
PATH=$PATH:/usr/sbin:/sbin
top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)

die() {
  printf '%s: %s\n' "$me" "$1" >&2
  exit 1
}

say() {
  printf '%s\n' "$1"
}

# What is looked for, how, and the Debian package that has it.
build_needs='
tool   cc                    gcc
header stdio.h               libc6-dev
tool   pkg-config            pkg-config
tool   python3               python3
tool   ninja                 ninja-build
tool   meson                 meson
tool   msgfmt                gettext
tool   glib-compile-resources libglib2.0-dev
tool   glib-compile-schemas  libglib2.0-bin
tool   gtk-update-icon-cache gtk-update-icon-cache
tool   update-desktop-database desktop-file-utils
lib    gio-unix-2.0          libglib2.0-dev
lib    libsoup-3.0           libsoup-3.0-dev
lib    json-glib-1.0         libjson-glib-dev
lib    sqlite3               libsqlite3-dev
lib    libexif               libexif-dev
lib    exempi-2.0            libexempi-dev
lib    libjpeg               libjpeg-dev
lib    gdk-pixbuf-2.0        libgdk-pixbuf-2.0-dev
lib    cairo                 libcairo2-dev
lib    libsecret-1           libsecret-1-dev
lib    gtk4                  libgtk-4-dev
lib    libadwaita-1          libadwaita-1-dev
lib    libcrypto             libssl-dev
file   /usr/share/mime/mime.cache shared-mime-info
file   /usr/share/thumbnailers/librsvg.thumbnailer librsvg2-common
'
# To see the window: icons and letters.
window_needs='
file   /usr/share/icons/Adwaita/index.theme adwaita-icon-theme
file   /usr/share/icons/hicolor/index.theme hicolor-icon-theme
glob   /usr/lib/*/gdk-pixbuf-2.0/*/loaders/*svg* librsvg2-common
glob   /usr/share/fonts/*/* fonts-cantarell
'
# To make a picture of it without a display.
picture_needs='
tool   Xvfb                  xvfb
tool   xdotool               xdotool
tool   import                imagemagick
tool   dbus-daemon           dbus-daemon
'
test_needs='
tool   clang                 clang
tool   curl                  curl
tool   nginx                 nginx-light
tool   rclone                rclone
tool   exiftool              libimage-exiftool-perl
tool   sqlite3               sqlite3
tool   mandoc                mandoc
tool   rsvg-convert          librsvg2-bin
tool   appstreamcli          appstream
tool   desktop-file-validate desktop-file-utils
tool   ip                    iproute2
tool   unshare               util-linux
tool   mount                 mount
tool   openssl               openssl
tool   dbus-daemon           dbus-daemon
tool   Xvfb                  xvfb
tool   xdotool               xdotool
tool   xclip                 xclip
tool   openbox               openbox
tool   exiv2                 exiv2
tool   import                imagemagick
file   /usr/libexec/at-spi-bus-launcher at-spi2-core
file   /usr/share/icons/Adwaita/index.theme adwaita-icon-theme
file   /usr/lib/python3/dist-packages/gi/__init__.py python3-gi
typelib Atspi-2.0            gir1.2-atspi-2.0
tool   node                  nodejs
tool   npm                   npm
file   /etc/ssl/certs/ca-certificates.crt ca-certificates
'

is_there() {
  case $1 in
    tool)   command -v -- "$2" >/dev/null 2>&1 ;;
    lib)    pkg-config --exists -- "$2" 2>/dev/null ;;
    header) printf '#include <%s>\n' "$2" | cc -E -x c - >/dev/null 2>&1 ;;
    file)   [ -e "$2" ] ;;
    glob)   compgen -G "$2" >/dev/null ;;
    typelib) compgen -G "/usr/lib/*/girepository-1.0/$2.typelib" >/dev/null ;;
  esac
}

# The packages of a table whose things are not there, each once.
missing_packages() {
  local kind thing package
  while read -r kind thing package; do
    [ -n "$kind" ] || continue
    is_there "$kind" "$thing" || printf '%s\n' "$package"
  done <<<"$1" | sort -u
}

free_megabytes() {
  df -Pm -- "$1" 2>/dev/null | awk 'NR == 2 { print $4 }'
}

need_room() {
  local free
  free=$(free_megabytes "$1")
  [ -z "$free" ] || [ "$free" -ge "$2" ] \
    || die "not enough disk space: $1 has $free MB free, $3 needs $2 MB"
}

# One line for what apt said; the whole of it is in the file given.
why_apt_failed() {
  if grep -qi 'no space left' "$1"; then
    printf 'the disk is full'
  elif grep -qiE 'could not get lock|unable to lock|is held by' "$1"; then
    printf 'another program is installing packages just now; try again when it is done'
  elif grep -qiE 'dpkg was interrupted' "$1"; then
    printf 'an earlier installation was cut short; run "dpkg --configure -a" first'
  elif grep -qiE 'resolving|could not connect|unable to connect|connection (failed|timed out|refused)|network is unreachable|failed to fetch' "$1"; then
    printf 'the package servers cannot be reached; is there a network?'
  elif grep -qiE 'unable to locate package|no installation candidate' "$1"; then
    printf 'the package lists do not have them (%s)' \
      "$(grep -iE 'unable to locate package|no installation candidate' "$1" | head -n 1)"
  else
    tail -n 20 "$1" >&2
    grep -E '^(E|dpkg):' "$1" | head -n 1 | grep . || printf 'apt-get failed'
  fi
}

# nginx and others start a service as soon as they are installed. What is
# needed here is the program; a machine that has no rule about services gets
# one for as long as apt runs.
without_services() {
  local rule=/usr/sbin/policy-rc.d status=0
  if "${as_root[@]}" test -e "$rule"; then
    "$@" || status=$?
  else
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$rule" >/dev/null
    "${as_root[@]}" chmod 755 "$rule"
    "$@" || status=$?
    "${as_root[@]}" rm -f "$rule"
  fi
  return "$status"
}

install_packages() {
  local log apt
  command -v apt-get >/dev/null 2>&1 \
    || die "missing: $*. There is no apt-get here to install them with; install them another way and run this again"
  if [ "$(id -u)" = 0 ]; then
    as_root=(env)
  elif command -v sudo >/dev/null 2>&1; then
    if [ -t 0 ]; then as_root=(sudo); else as_root=(sudo -n); fi
    "${as_root[@]}" true 2>/dev/null \
      || die "missing: $*. Installing them needs root, and sudo refused"
  else
    die "missing: $*. Installing them needs root: run \"apt-get install $*\" as root, or this script as root"
  fi
  need_room /usr 1200 'installing packages'
  say "Installing $*"
  log=$(mktemp)
  apt=("${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -q -y
       -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 -o Acquire::http::Timeout=30)
  [ "${as_root[0]}" = env ] || apt=("${as_root[@]}" env "${apt[@]:${#as_root[@]}}")
  "${apt[@]}" update >"$log" 2>&1 </dev/null || true
  if ! without_services "${apt[@]}" install --no-install-recommends -- "$@" >>"$log" 2>&1 </dev/null; then
    die "cannot install $*: $(why_apt_failed "$log")"
  fi
  rm -f "$log"
}

# install_missing TABLE…
install_missing() {
  local table packages still
  table=$(printf '%s\n' "$@")
  packages=$(missing_packages "$table")
  [ -n "$packages" ] || return 0
  # shellcheck disable=SC2086 # one word a package
  install_packages $packages
  hash -r
  still=$(missing_packages "$table" | tr '\n' ' ')
  [ -z "$still" ] || die "installed, but still not found: $still"
}

# configure BUILD [MESON OPTION…]: only where it is not configured that way yet.
configure() {
  local build=$1 log wanted
  shift
  wanted="${CC:-} $*"
  [ -f "$build/build.ninja" ] && [ "$(cat "$build/.configured" 2>/dev/null)" = "$wanted" ] && return 0
  mkdir -p -- "$(dirname -- "$build")" || die "cannot write in $(dirname -- "$build")"
  need_room "$(dirname -- "$build")" 800 'building'
  case $build in
    "$top"/build|"$top"/_build/*) rm -rf -- "$build" ;;
  esac
  log=$(mktemp)
  say "Configuring ${build#"$top"/}"
  if ! meson setup "$build" "$top" "$@" >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    die "cannot configure: $(grep -E 'ERROR' "$log" | tail -n 1 | sed 's/.*ERROR: *//')"
  fi
  rm -f "$log"
  printf '%s' "$wanted" >"$build/.configured"
}

# build BUILD [TARGET…]: the compiler's words where it fails, or as it goes on a terminal.
build() {
  local build=$1 log
  shift
  if [ -t 1 ]; then
    ninja -C "$build" "$@" || die "cannot build: see the compiler's words above"
    return
  fi
  log=$(mktemp)
  if ! ninja -C "$build" "$@" >"$log" 2>&1 </dev/null; then
    grep -vE '^\[[0-9]+/[0-9]+\]' "$log" | tail -n 60 >&2
    if grep -qi 'no space left' "$log"; then
      die 'cannot build: the disk is full'
    fi
    die "cannot build: see the compiler's words above"
  fi
  if grep -q 'warning:' "$log"; then
    grep -A 4 'warning:' "$log" >&2
  fi
  rm -f "$log"
}
