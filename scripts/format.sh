#!/usr/bin/env bash
# clang-format over all our C++.   scripts/format.sh check|write
set -euo pipefail
cd "$(dirname "$0")/.."
files() {
  git ls-files -z --cached --others --exclude-standard -- '*.cpp' '*.hpp' |
    while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done
}
if [ "${1:-check}" = write ]; then
  files | xargs -0 -r -n 16 -P "$(nproc)" clang-format-19 -i --style=file
  exit
fi
crooked=$(files | xargs -0 -r -n 1 -P "$(nproc)" sh -c \
  'clang-format-19 --dry-run -Werror --style=file "$0" >/dev/null 2>&1 || echo "$0"' | sort)
[ -z "$crooked" ] && exit
echo "$crooked" | sed 's/^/   not as .clang-format has it: /'
echo "   repair: ./dev fmt"
exit 1
