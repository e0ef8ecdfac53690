#!/usr/bin/env bash
# Prints the folder of PostgreSQL 15's server programs: the system's, or those get_private_deps.sh unpacked.
# PostgreSQL refuses to run as root, so root's tests run it as another user; where that user cannot enter this
# checkout (below /root, say), the private copy is put into a folder of its own below /tmp, once.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
system=/usr/lib/postgresql/15/bin
[ -x $system/initdb ] && { echo $system; exit; }
private="$root/.deps/root"
[ -x "$private$system/initdb" ] || exit 1
reachable() {  # every folder above may be entered by others
  local folder=$1
  while [ "$folder" != / ]; do
    [ $((0$(stat -Lc %a "$folder") & 1)) = 1 ] || return 1
    folder=$(dirname "$folder")
  done
}
if [ "$(id -u)" != 0 ] || reachable "$(cd "$private$system" && pwd -P)"; then echo "$private$system"; exit; fi
copy="/tmp/octavo-postgres-$(stat -c %Y "$private/.postgres")"
if [ ! -e "$copy/.whole" ]; then
  rm -rf "$copy"
  mkdir -p "$copy/usr/lib" "$copy/usr/share"
  cp -a "$private/usr/lib/postgresql" "$copy/usr/lib/"
  cp -a "$private/usr/share/postgresql" "$copy/usr/share/"
  chmod 755 "$copy"
  touch "$copy/.whole"
fi
echo "$copy$system"
