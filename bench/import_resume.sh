#!/usr/bin/env bash
# Kills the import of a large web archive in the middle and starts it again: how much is read twice, and is all there?
#
#   bench/import_resume.sh PAGES_FOLDER [COPIES]     needs build/release (./dev bench pipeline makes it)
#
# Prints a line a run. The archive made is about 20 KB a page and copy; it goes when we do.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
pages=${1:?bench/import_resume.sh PAGES_FOLDER [COPIES]}
copies=${2:-10}
octavo=$root/build/release/octavo
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/build/release/bench/bench_pipeline" --make-warc "$work/crawl.warc.gz" --pages "$pages" --copies "$copies"

articles() { "$octavo" stats --json --data "$work/data" | sed 's/.*"articles": *\([0-9]*\).*/\1/'; }

for part in 1 2 3; do
  "$octavo" import "$work/crawl.warc.gz" --data "$work/data" >/dev/null 2>"$work/said" &
  import=$!
  sleep $((part * 5))
  kill -9 "$import" 2>/dev/null || true
  wait "$import" 2>/dev/null || true
  echo "killed after $((part * 5)) s: $(articles) articles. $(grep -o 'goes on at byte [0-9]*' "$work/said" || true)"
done
"$octavo" import "$work/crawl.warc.gz" --data "$work/data" 2>&1 | grep -v '^$' || true
echo "in the archive: $(articles) articles"
rm -rf "$work/data"
"$octavo" import "$work/crawl.warc.gz" --data "$work/data" >/dev/null || true
echo "imported in one go: $(articles) articles"
