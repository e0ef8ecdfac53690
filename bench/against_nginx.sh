#!/usr/bin/env bash
# What a cached page costs beside nginx handing out the same bytes from a file: CPU time a request, both asked in turn by
# wrk on one machine in one run. Needs nginx and wrk.
#
#   bench/against_nginx.sh BINARY DATA [PATH]        PATH: /en-gb
set -euo pipefail
binary=$1 data=$2 path=${3:-/en-gb}
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; rm -rf "$work"' EXIT
"$binary" serve --port 0 --data "$data" >"$work/octavo.log" 2>&1 &
octavo=$!
pids+=($octavo)
for _ in $(seq 100); do port=$(sed -n 's/^The site: .*:\([0-9]*\).*/\1/p' "$work/octavo.log"); [ -n "$port" ] && break; sleep .1; done
mkdir -p "$work/html"
curl -sS "http://localhost:$port$path" -o "$work/html/page.html"
cat >"$work/nginx.conf" <<CONF
worker_processes 2; pid $work/nginx.pid; error_log $work/error.log; daemon off;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; types { text/html html; }
  client_body_temp_path $work/b; proxy_temp_path $work/p; fastcgi_temp_path $work/f; uwsgi_temp_path $work/u; scgi_temp_path $work/s;
  open_file_cache max=100; server { listen 127.0.0.1:18099; root $work/html; } }
CONF
nginx -c "$work/nginx.conf" &
nginx=$!
pids+=($nginx)
sleep 1
ticks() { cat /proc/"$1"/stat "${@:2}" 2>/dev/null | awk '{ sum += $14 + $15 } END { print sum }'; }
children() { for child in $(pgrep -P $nginx); do echo /proc/"$child"/stat; done; }
measure() {  # measure NAME URL: microseconds of the server's CPU a request
  local before after requests
  if [ "$1" = nginx ]; then before=$(ticks $nginx $(children)); else before=$(ticks $octavo); fi
  requests=$(wrk -t1 -c32 -d4s "$2" | sed -n 's/^ *\([0-9]*\) requests in.*/\1/p')
  if [ "$1" = nginx ]; then after=$(ticks $nginx $(children)); else after=$(ticks $octavo); fi
  awk -v t=$((after - before)) -v n="$requests" -v hz="$(getconf CLK_TCK)" 'BEGIN { printf "%.2f\n", t / hz / n * 1e6 }'
}
printf 'page of %d bytes\n' "$(stat -c %s "$work/html/page.html")"
for round in 1 2 3; do
  ours=$(measure octavo "http://localhost:$port$path")
  theirs=$(measure nginx http://127.0.0.1:18099/page.html)
  awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "octavo %.2f us, nginx %.2f us: %.2f times\n", a, b, a / b }'
done
