#!/usr/bin/env bash
# Puts into DIR what Debian 12 cannot install, or not without harm: lexbor (from the testing suite), Boost 1.81 where
# Boost 1.74's development files stand, which exclude it, and for the tests a PostgreSQL 15 server, whose package
# would start a database cluster. Nothing is installed system-wide and nothing is removed: packages are downloaded
# through apt (its proxies and keys stay in force) and unpacked below DIR/root.
#
#   scripts/get_private_deps.sh DIR lexbor|boost|postgres...
#
# What is there already costs no network call. Stopped half-way, the next run begins that thing again.
# By hand, on a day the mirror has moved on: put the .deb files into DIR/debs and run this again (docs/install.md).
set -euo pipefail
dir=${1:?usage: get_private_deps.sh DIR lexbor|boost|postgres...}
shift
mkdir -p "$dir/debs" "$dir/root"
dir=$(cd "$dir" && pwd)

# Versions of lexbor that the tests pass with; the sums are those of the files we tested (amd64).
lexbor_tested='^3\.[01]\.'
declare -A known_sha256=(
  [liblexbor-dev_3.0.1-1_amd64.deb]=ae86a987dd9c5229caf40403072e0efc9941a96a49daebaebbb3b6c5c4a391f4
  [liblexbor3_3.0.1-1_amd64.deb]=315710662cc99607364ff0215dadb9fae85aecafd081c5ee77c214fdeb542b7d
)

say() { printf 'private libraries: %s\n' "$*"; }
die() { printf 'private libraries failed: %s\n' "$*" >&2; exit 1; }
by_hand="by hand: docs/install.md, \"When lexbor cannot be downloaded\""

command -v dpkg >/dev/null || die "this system has no dpkg; $by_hand"
arch=$(dpkg --print-architecture)

# --- downloading ------------------------------------------------------------------------------------------------
view=  # a private apt: own list of sources, own state, own cache
cleanup() { rm -rf "$dir/apt" "$dir/debs/partial"; }
trap cleanup EXIT

main_mirror() {  # the mirror this machine itself takes Debian's main suite from
  apt-get indextargets --format '$(REPO_URI)|$(ORIGIN)|$(RELEASE)' 'Created-By: Packages' 2>/dev/null |
    awk -F'|' '$3 ~ /^(bookworm|stable|trixie|testing|sid)$/ && ($2 == "" || $2 == "Debian") && $1 !~ /security/ {
      print $1; exit }'
}

open_view() {  # open_view SUITE
  view="$dir/apt"
  rm -rf "$view"
  mkdir -p "$view/lists/partial" "$view/cache/archives/partial"
  local mirror key=/usr/share/keyrings/debian-archive-keyring.gpg signed=
  mirror=$(main_mirror)
  [ -n "$mirror" ] || die "apt's sources name no Debian mirror; $by_hand"
  # A mirror that lags serves an expired list of the moving suite. Signature and hashes are checked all the same, and
  # a replayed old lexbor is still one of the tested versions or refused.
  [ -e "$key" ] && signed="[signed-by=$key check-valid-until=no] "
  printf 'deb %s%s %s main\n' "$signed" "$mirror" "$1" >"$view/sources.list"
}

view_apt() {
  apt-get -qq -o Dir::Etc::sourcelist="$view/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State::lists="$view/lists" -o Dir::Cache="$view/cache" -o APT::Sandbox::User=root \
    -o Acquire::Languages=none -o Acquire::Retries=2 "$@"
}

# Downloads go to debs/partial and move only when all of them are whole, so that a cut never looks like a package.
download() {  # download SUITE PACKAGE...
  local suite=$1; shift
  rm -rf "$dir/debs/partial"
  mkdir -p "$dir/debs/partial"
  (
    cd "$dir/debs/partial"
    # The machine's own lists first, when they know the suite; else a view of our own.
    if [ "$suite" = own ] && apt-get -qq -o APT::Sandbox::User=root download "$@" 2>/dev/null; then exit 0; fi
    [ "$suite" = own ] && suite=bookworm
    open_view "$suite"
    view_apt update && view_apt download "$@"
  ) || return 1
  local deb
  for deb in "$dir"/debs/partial/*.deb; do
    dpkg-deb -I "$deb" >/dev/null || return 1
    mv "$deb" "$dir/debs/$(basename "$deb" | sed 's/%3a/:/')"
  done
}

# --- unpacking ---------------------------------------------------------------------------------------------------
newest() {  # newest STEM [PATTERN]: the newest DIR/debs/STEM_VERSION_*.deb, of those whose version fits
  local deb version
  find "$dir/debs" -maxdepth 1 -name "$1_*_$arch.deb" | sort -V | while read -r deb; do
    version=$(dpkg-deb -f "$deb" Version 2>/dev/null) || continue
    if [[ $version =~ ${2:-.} ]]; then echo "$deb"; fi
  done | tail -n 1
}

unpack() {  # unpack THING DEB...: a stamp says that it is whole
  local thing=$1 deb; shift
  rm -f "$dir/root/.$thing"
  for deb in "$@"; do dpkg-deb -x "$deb" "$dir/root" || die "$deb could not be unpacked: remove it and try again"; done
  touch "$dir/root/.$thing"
}

# --- the things -------------------------------------------------------------------------------------------------
version_of_pc() { sed -n 's/^Version: *//p' "$1" 2>/dev/null | head -n 1 || true; }

check_lexbor() {  # check_lexbor DEB: refuses a file that is not the one we tested under that name
  local name sum needs have
  name=$(basename "$1")
  sum=$(sha256sum "$1" | cut -d' ' -f1)
  if [ -n "${known_sha256[$name]:-}" ] && [ "${known_sha256[$name]}" != "$sum" ]; then
    die "$1 is not the file we tested (its sha256 is $sum): remove it and try again"
  fi
  needs=$(dpkg-deb -f "$1" Depends | sed -n 's/.*libc6 (>= \([^)]*\)).*/\1/p')
  have=$(dpkg-query -W -f '${Version}' libc6)
  if [ -n "$needs" ] && dpkg --compare-versions "$have" lt "$needs"; then
    die "$name needs libc6 $needs, this system has $have; $by_hand"
  fi
}

get_lexbor() {
  local pc version dev so
  for pc in /usr/lib/*/pkgconfig/lexbor.pc; do
    version=$(version_of_pc "$pc")
    [[ $version =~ $lexbor_tested ]] && [ -e "${pc%/pkgconfig/*}/liblexbor_static.a" ] && return 0
  done
  if [ -e "$dir/root/.lexbor" ]; then return 0; fi
  dev=$(newest liblexbor-dev "$lexbor_tested")
  so=$(newest liblexbor3 "$lexbor_tested")
  if [ -z "$dev" ] || [ -z "$so" ]; then
    say "downloading lexbor (1.6 MB) from Debian's testing suite"
    download testing liblexbor-dev liblexbor3 || die "lexbor could not be downloaded (no network?); $by_hand"
    dev=$(newest liblexbor-dev "$lexbor_tested")
    so=$(newest liblexbor3 "$lexbor_tested")
    if [ -z "$dev" ] || [ -z "$so" ]; then
      die "the testing suite now has $(basename "$(newest liblexbor-dev)"); tested are versions 3.0 and 3.1; $by_hand"
    fi
  fi
  check_lexbor "$dev"
  check_lexbor "$so"
  unpack lexbor "$dev" "$so"
  say "lexbor $(dpkg-deb -f "$dev" Version): unpacked below ${dir##*/}/root"
}

get_boost() {  # only headers are used: Asio and Beast
  local have deb
  have=$(sed -n 's/^#define BOOST_VERSION \([0-9]*\)/\1/p' /usr/include/boost/version.hpp 2>/dev/null || true)
  if [ "${have:-0}" -ge 108000 ] || [ -e "$dir/root/.boost" ]; then return 0; fi
  deb=$(newest libboost1.81-dev)
  if [ -z "$deb" ]; then
    say "downloading Boost 1.81's headers"
    download own libboost1.81-dev || die "libboost1.81-dev could not be downloaded: check the network and try again"
    deb=$(newest libboost1.81-dev)
  fi
  unpack boost "$deb"
  say "Boost 1.81: unpacked below ${dir##*/}/root, beside the installed ${have:-none}"
}

get_postgres() {  # run from DIR/root/usr/lib/postgresql/15/bin; finds its share folder from there
  local deb
  if [ -x /usr/lib/postgresql/15/bin/initdb ] || [ -e "$dir/root/.postgres" ]; then return 0; fi
  deb=$(newest postgresql-15)
  if [ -z "$deb" ]; then
    say "downloading PostgreSQL 15 (17 MB), for the tests"
    download own postgresql-15 || die "postgresql-15 could not be downloaded: check the network and try again"
    deb=$(newest postgresql-15)
  fi
  unpack postgres "$deb"
  say "PostgreSQL $(dpkg-deb -f "$deb" Version): unpacked below ${dir##*/}/root; no cluster was made or started"
}

for thing in "$@"; do
  case $thing in
    lexbor | boost | postgres) "get_$thing" ;;
    *) die "nothing here is called $thing" ;;
  esac
done
