#!/usr/bin/env bash
# How assets/fonts was made: Newsreader (SIL Open Font License 1.1, assets/fonts/OFL.txt), the variable font's weight
# axis, upright, as the fontsource project cuts it by script into WOFF2. The files are taken as they are, and committed:
# a user's build needs neither npm nor this script. It is here so that the next person can make them again.
#
#   scripts/get_fonts.sh        rewrites assets/fonts/*.woff2 and OFL.txt, then compares with the sums below
set -euo pipefail
cd "$(dirname "$0")/.."
version=5.3.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "@fontsource-variable/newsreader@$version" >/dev/null && tar xzf ./*.tgz)
cp "$work/package/files/newsreader-latin-wght-normal.woff2" assets/fonts/newsreader-latin.woff2
cp "$work/package/files/newsreader-latin-ext-wght-normal.woff2" assets/fonts/newsreader-latin-ext.woff2
cp "$work/package/LICENSE" assets/fonts/OFL.txt
sha256sum --check <<'SUMS'
62981321d9a3cc7a61a73792729043703fd6112da86e8ec848bb57f088578757  assets/fonts/newsreader-latin.woff2
ac6fa9ed533278f4c8fd3ae44a1fc78c7df736040237ab86fc1160d020af0af2  assets/fonts/newsreader-latin-ext.woff2
SUMS
