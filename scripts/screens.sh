#!/usr/bin/env bash
# Pictures of pages for looking at: phone and desktop, light and dark, to build/screens.
#   scripts/screens.sh [BASE [PATH...]]     BASE: http://localhost:8080; PATH: pages, "/" by default
set -euo pipefail
cd "$(dirname "$0")/.."
base=${1:-http://localhost:8080}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- /
out=build/screens
mkdir -p $out
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
sandbox=
[ "$(id -u)" = 0 ] && sandbox=--no-sandbox  # Chromium refuses root otherwise; it sees only our own pages
for path in "$@"; do
  name=$(printf %s "$path" | tr -c 'A-Za-z0-9\n' - | cut -c -60)
  for size in phone:390,2400 desktop:1440,2400; do
    for scheme in light dark; do
      dark=; [ $scheme = dark ] && dark=--blink-settings=preferredColorScheme=0
      chromium --headless=new $sandbox --disable-gpu --hide-scrollbars --user-data-dir="$profile" $dark \
        --window-size="${size#*:}" --screenshot="$PWD/$out/$name-${size%%:*}-$scheme.png" "$base$path" >/dev/null 2>&1
      echo "$out/$name-${size%%:*}-$scheme.png"
    done
  done
done
