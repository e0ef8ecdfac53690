# shellcheck shell=bash disable=SC2154
# What ./run, ./check and ./dev share. Sourced with $root set.

colour() { if [ -t 1 ] && [ -z "${CI:-}" ] && [ -z "${NO_COLOR:-}" ]; then printf '\033[%sm%s\033[0m' "$1" "$2"; else printf '%s' "$2"; fi; }

# Parallel compilers: one a core, but no more than the memory holds (a sanitized g++ takes up to 1.3 GB).
jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/MemAvailable/ {print int($2 / 1300000)}' /proc/meminfo)
  [ "$memory" -ge 1 ] || memory=1
  echo $((cores < memory ? cores : memory))
}

# One builder at a time in a checkout: ninja's own files do not survive two.
lock_build() {
  mkdir -p "$root/build"
  exec 9>"$root/build/.lock"
  flock -n 9 || { echo "another build is running in this checkout: waiting for it"; flock 9; }
}

# build PRESET [TARGET...]: configures and builds; on a terminal ninja's one line, else only errors.
build() {
  local preset=$1 log="$root/build/$1.log"; shift
  local targets=()
  [ $# -gt 0 ] && targets=(--target "$@")
  mkdir -p "$root/build"
  if ! (cd "$root" && cmake --preset "$preset") >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    echo "configuring failed; the whole report: $log" >&2
    echo "repair: scripts/setup.sh build; if that says nothing, remove build/$preset and try again" >&2
    return 1
  fi
  if [ -t 1 ] && [ -z "${CI:-}" ]; then
    (cd "$root" && NINJA_STATUS="  [%f/%t] " cmake --build --preset "$preset" -j "$(jobs)" "${targets[@]}" 9>&-) && return 0
  elif (cd "$root" && cmake --build --preset "$preset" -j "$(jobs)" "${targets[@]}" 9>&-) >"$log" 2>&1; then
    return 0
  else
    grep -E -A 12 'error|FAILED|undefined reference' "$log" | head -n 60 >&2 || tail -n 40 "$log" >&2
    echo "the whole report: $log" >&2
  fi
  echo "building failed (preset $preset). repair: see the first error above; ./dev builds with more checks" >&2
  return 1
}
