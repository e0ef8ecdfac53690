#!/usr/bin/env bash
# Puts into DIR what Debian 12 itself cannot install: lexbor (from the testing suite), and Boost 1.81 where the
# machine already holds Boost 1.74's development files, which exclude it. Nothing is installed system-wide and
# nothing is removed: packages are downloaded through a private apt view and unpacked below DIR.
#
#   scripts/get_private_deps.sh DIR        idempotent; prints one line per thing it did
#
# By hand, on a day the mirror has moved on: put any liblexbor-dev and liblexbor3 .deb of a version in
# LEXBOR_OK into DIR/debs and run this again. docs/install.md says where to look.
set -euo pipefail
dir=${1:?usage: get_private_deps.sh DIR}
mkdir -p "$dir/debs"
triplet=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || gcc -print-multiarch)
arch=$(dpkg --print-architecture)

# Versions of lexbor the tests pass with; the sums are those of the files we tested (amd64).
LEXBOR_OK='^(3\.0\.|3\.1\.)'
declare -A KNOWN_SHA256=(
  [liblexbor-dev_3.0.1-1_amd64.deb]=ae86a987dd9c5229caf40403072e0efc9941a96a49daebaebbb3b6c5c4a391f4
  [liblexbor3_3.0.1-1_amd64.deb]=315710662cc99607364ff0215dadb9fae85aecafd081c5ee77c214fdeb542b7d
)

die() { printf 'get_private_deps: %s\n' "$*" >&2; exit 1; }

main_mirror() {  # the mirror the machine itself uses for its main suite
  apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' 2>/dev/null |
    awk '$2 !~ /-/ && $1 !~ /security/ {print $1; exit}'
}

# A private apt view of SUITE: own list, own state, own cache; proxy and other settings stay the machine's.
private_apt() {  # private_apt SUITE ARGS...
  local suite=$1 view="$dir/apt-$1"; shift
  mkdir -p "$view/lists/partial" "$view/cache/archives/partial"
  if [ ! -s "$view/sources.list" ]; then
    local mirror; mirror=$(main_mirror)
    [ -n "$mirror" ] || die "apt names no main mirror: check /etc/apt/sources.list"
    local key=/usr/share/keyrings/debian-archive-keyring.gpg signed=
    [ -e "$key" ] && signed="[signed-by=$key] "
    printf 'deb %s%s %s main\n' "$signed" "$mirror" "$suite" >"$view/sources.list"
  fi
  apt-get -qq -o Dir::Etc::sourcelist="$view/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::State::lists="$view/lists" -o Dir::Cache="$view/cache" -o APT::Sandbox::User=root \
    -o Acquire::Languages=none "$@"
}

unpack() {  # unpack STEM...: each newest DIR/debs/STEM_*.deb into DIR/root
  mkdir -p "$dir/root"
  local stem deb
  for stem in "$@"; do
    deb=$(ls -1 "$dir"/debs/"${stem}"_*.deb 2>/dev/null | sort -V | tail -n 1)
    [ -n "$deb" ] || die "no $stem package in $dir/debs"
    dpkg -x "$deb" "$dir/root"
  done
}

lexbor_version() { sed -n 's/^Version: *//p' "$1" 2>/dev/null; }

need_lexbor() {
  local system="/usr/lib/$triplet/pkgconfig/lexbor.pc" ours="$dir/root/usr/lib/$triplet/pkgconfig/lexbor.pc"
  if [ -e "$system" ] && [[ $(lexbor_version "$system") =~ $LEXBOR_OK ]]; then
    echo "lexbor $(lexbor_version "$system"): the system's"; return 1
  fi
  if [ -e "$ours" ] && [[ $(lexbor_version "$ours") =~ $LEXBOR_OK ]]; then
    echo "lexbor $(lexbor_version "$ours"): already unpacked"; return 1
  fi
  return 0
}

if need_lexbor; then
  if ! ls "$dir"/debs/liblexbor-dev_*.deb >/dev/null 2>&1; then
    private_apt testing update || die "could not read the testing suite's package list (network?). By hand: docs/install.md"
    (cd "$dir/debs" && private_apt testing download liblexbor-dev liblexbor3) ||
      die "could not download liblexbor-dev and liblexbor3. By hand: docs/install.md"
  fi
  for deb in "$dir"/debs/liblexbor*.deb; do
    name=$(basename "$deb"); sum=$(sha256sum "$deb" | cut -d' ' -f1)
    if [ -n "${KNOWN_SHA256[$name]:-}" ] && [ "${KNOWN_SHA256[$name]}" != "$sum" ]; then
      die "$name is not the file we tested (sha256 $sum): remove it and try again"
    fi
  done
  unpack liblexbor-dev liblexbor3
  version=$(lexbor_version "$dir/root/usr/lib/$triplet/pkgconfig/lexbor.pc")
  [[ $version =~ $LEXBOR_OK ]] || die "lexbor $version came, tested are versions matching $LEXBOR_OK. By hand: docs/install.md"
  echo "lexbor $version: unpacked below $dir ($arch)"
fi

# Boost 1.81: only headers are used (Asio and Beast).
if [ ! -e /usr/include/boost/version.hpp ] ||
   ! grep -qE 'define BOOST_VERSION 1(0[8-9][0-9]|[1-9][0-9]{2})[0-9]{2}' /usr/include/boost/version.hpp; then
  if [ -e "$dir/root/usr/include/boost/version.hpp" ]; then
    echo "Boost: already unpacked"
  else
    (cd "$dir/debs" && apt-get -qq -o APT::Sandbox::User=root download libboost1.81-dev) ||
      die "could not download libboost1.81-dev: apt-get update, then try again"
    unpack libboost1.81-dev
    echo "Boost 1.81: unpacked below $dir, beside the installed one"
  fi
fi
