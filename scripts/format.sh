#!/usr/bin/env bash
# clang-format over all our C++.   scripts/format.sh check|write
set -euo pipefail
cd "$(dirname "$0")/.."
mode=--dry-run
[ "${1:-check}" = write ] && mode=-i
git ls-files -z --cached --others --exclude-standard -- 'src/**.[ch]pp' 'tests/**.[ch]pp' 'fuzz/**.[ch]pp' 'bench/**.[ch]pp' |
  while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done |
  xargs -0 -r -n 16 -P "$(nproc)" clang-format-19 $mode -Werror --style=file || {
    echo "repair: ./dev fmt" >&2
    exit 1
  }
