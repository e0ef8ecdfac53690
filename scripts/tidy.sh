#!/usr/bin/env bash
# clang-tidy over src/*.cpp.   scripts/tidy.sh changed|all|FILE...
# Fails on what .clang-tidy names as errors; the rest is advice.
# changed: what differs from origin/main, committed or not; on main itself, what the last commit changed.
set -euo pipefail
cd "$(dirname "$0")/.."
most=12  # files in one ./check: tidy reads some seconds a file
changed() {
  local base=${OCTAVO_BASE:-}
  [ -n "$base" ] || base=$(git merge-base HEAD origin/main 2>/dev/null) || base=
  if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD)" ]; then base=$(git rev-parse -q --verify HEAD~1) || base=HEAD; fi
  { git diff --name-only --diff-filter=d "$base" -- 'src/**.cpp'; git ls-files --others --exclude-standard -- 'src/**.cpp'; } |
    sort -u
}
case ${1:-changed} in
  changed) mapfile -t files < <(changed) ;;
  all) mapfile -t files < <(git ls-files -- 'src/**.cpp'); most=100000 ;;
  *) files=("$@"); most=100000 ;;
esac
if [ ${#files[@]} -gt $most ]; then
  echo "   ${#files[@]} files changed: looking at $most of them, the largest changes first (./dev tidy reads all)"
  mapfile -t files < <(wc -l "${files[@]}" | grep -v ' total$' | sort -rn | head -n $most | awk '{print $2}')
fi
[ ${#files[@]} -gt 0 ] || { echo "   no changed file"; exit 0; }
[ -e build/dev/compile_commands.json ] || { echo "build the dev preset first: ./dev" >&2; exit 1; }
# The commands name g++'s precompiled header and options; clang reads the header itself and ignores the rest.
printf '%s\n' "${files[@]}" | xargs -n 1 -P "$(nproc)" clang-tidy-19 -p build/dev --quiet \
  --extra-arg=-Wno-ignored-gch --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-ignored-optimization-argument \
  2> >(grep -v -E 'warnings (generated|treated)|^Suppressed|^Use -header' >&2)
