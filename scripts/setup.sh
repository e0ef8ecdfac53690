#!/usr/bin/env bash
# Makes the machine able to build (and test) Octavo. Called by ./run, ./check and ./dev; may be called alone.
#
#   scripts/setup.sh build            what ./run needs
#   scripts/setup.sh build test       what ./check needs
#   groups: build test browser voice fuzz bench screens (scripts/packages.sh)
#
# Installs only what is missing, removes nothing, asks nothing, and touches the network only when something is
# missing. Needs root or sudo for that; with neither it prints the one line to run and leaves with 2.
# OCTAVO_SKIP_SETUP=1 skips all of it, for systems that are no Debian and have the libraries by other means.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/scripts/packages.sh"
log="$root/build/setup.log"

say() { printf 'set-up: %s\n' "$*"; }
die() { printf 'set-up failed: %s\n' "$*" >&2; exit 2; }

[ -z "${OCTAVO_SKIP_SETUP:-}" ] || exit 0
[ $# -gt 0 ] || die "say what for: setup.sh build [test] [browser] [voice] [fuzz] [bench] [screens]"

wanted=()
for group in "$@"; do
  declare -p "packages_$group" >/dev/null 2>&1 || die "no group of packages is called $group"
  declare -n packages="packages_$group"
  wanted+=("${packages[@]}")
done

# --- 1. is this a Debian? ---------------------------------------------------------------------------------------
if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  die "this system has no apt. Octavo is built and tested on Debian 12; elsewhere install what matches these packages,
  lexbor 3.0 or 3.1 and Boost 1.80 or newer, then run again with OCTAVO_SKIP_SETUP=1:
  ${wanted[*]%@*}"
fi

# --- 2. what is missing? ----------------------------------------------------------------------------------------
declare -A have=()
while read -r state name; do
  [ "$state" = installed ] && have[$name]=1
done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null)

missing=()
for choice in "${wanted[@]}"; do
  # Where some Boost's development files stand, 1.81 would push them out: get_private_deps.sh unpacks it instead.
  [ "$choice" = libboost1.81-dev ] && [ -e /usr/include/boost/version.hpp ] && continue
  if [[ $choice == *@* ]]; then
    command -v "${choice#*@}" >/dev/null && continue
    missing+=("${choice%@*}")
    continue
  fi
  found=
  IFS='|' read -ra names <<<"$choice"
  for name in "${names[@]}"; do [ -n "${have[$name]:-}" ] && found=1; done
  [ -n "$found" ] || missing+=("${names[0]}")
done

# --- 3. install it ----------------------------------------------------------------------------------------------
as_root=()
may_install() {
  [ "$(id -u)" = 0 ] && return 0
  command -v sudo >/dev/null || return 1
  as_root=(sudo)
  if [ -t 0 ]; then return 0; fi  # sudo may ask for the password on this terminal
  as_root=(sudo -n)
  sudo -n true 2>/dev/null
}

apt() {  # quiet, never asking; waits for another apt to finish
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a LC_ALL=C \
    apt-get -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@" >>"$log" 2>&1 </dev/null
}

known_to_apt() {  # true when apt can name a version of every package
  [ "$(LC_ALL=C apt-cache policy "$@" 2>/dev/null | grep -c '^  Candidate: [^(]')" = $# ]
}

explain_and_die() {
  tail -n 12 "$log" | sed 's/^/    /' >&2
  die "$1
  repair: $2
  the whole report: $log"
}

if [ ${#missing[@]} -gt 0 ]; then
  line="apt-get update && apt-get install --no-install-recommends --no-remove -y ${missing[*]}"
  may_install || die "Debian packages are missing, and this is neither root nor able to use sudo.
  Run this once as root, then try again:
  $line"
  mkdir -p "$root/build"
  : >"$log"
  if ! known_to_apt "${missing[@]}"; then
    say "reading Debian's package lists"
    apt update || explain_and_die "apt-get update did not work" \
      "check the network and /etc/apt/sources.list, then try again"
    if ! known_to_apt "${missing[@]}"; then
      for name in "${missing[@]}"; do known_to_apt "$name" || unknown="${unknown:-} $name"; done
      . /etc/os-release
      if grep -q 'Failed to fetch' "$log"; then
        explain_and_die "apt could not read Debian's package lists, and does not know:${unknown:-}" \
          "check the network, then try again"
      fi
      die "apt does not know:${unknown:-}
  Octavo is built on Debian 12 (bookworm, main); this is ${PRETTY_NAME:-another system}.
  repair: add bookworm's main component to apt's sources, or install what matches and set OCTAVO_SKIP_SETUP=1"
    fi
  fi
  say "installing from Debian (nothing is removed): ${missing[*]}"
  install=(install --no-install-recommends --no-remove -y "${missing[@]}")
  if ! apt "${install[@]}"; then
    # An old list names files the mirror has dropped: read it afresh, once.
    { apt update && apt "${install[@]}"; } || explain_and_die "apt-get could not install them" \
      "see apt's words above; by hand: $line"
  fi
fi

# --- 4. what Debian 12 itself cannot install ---------------------------------------------------------------------
private=(lexbor boost)
[[ " $* " == *" test "* ]] && private+=(postgres)
"$root/scripts/get_private_deps.sh" "$root/.deps" "${private[@]}" || exit 2
if [[ " $* " == *" browser "* ]]; then "$root/scripts/get_node_modules.sh" || exit 2; fi
