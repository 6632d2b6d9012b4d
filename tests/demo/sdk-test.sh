#!/bin/sh
# tests/demo/sdk-test.sh: runs sdk.test.mjs with the official Node SDK against a demo cloud.
#
# Usage: sdk-test.sh PROGRAM, which serves a demo cloud and prints CLOUDINARY_URL=… first.
# The SDK is installed once into the cache folder. Without node, npm or a registry the
# test is skipped, and says so.
set -eu

program=$1
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/proofsheet-tests/sdk

skip ()
{
  echo "1..0 # SKIP skipped: $1"
  exit 0
}

command -v node >/dev/null 2>&1 || skip "node is not installed"
command -v npm >/dev/null 2>&1 || skip "npm is not installed"
node -e 'process.exit (Number (process.versions.node.split (".")[0]) >= 18 ? 0 : 1)' || skip "node is older than 18"
if ! [ -d "$cache/node_modules/cloudinary" ]; then
  mkdir -p "$cache"
  npm install --prefix "$cache" --no-audit --no-fund --loglevel=error cloudinary@2 >"$cache/npm.log" 2>&1 || skip "the SDK could not be installed (see $cache/npm.log)"
fi

work=$(mktemp -d)
"$program" >"$work/url" &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 1 300); do
  if grep -q '^CLOUDINARY_URL=' "$work/url"; then
    break
  fi
  kill -0 $server 2>/dev/null || break
  sleep 0.2
done
CLOUDINARY_URL=$(sed -n 's/^CLOUDINARY_URL=//p' "$work/url" | head -n 1)
if [ -z "$CLOUDINARY_URL" ]; then
  echo "Bail out! the demo cloud did not start"
  exit 1
fi
export CLOUDINARY_URL
node "$here/sdk.test.mjs" "$cache"
