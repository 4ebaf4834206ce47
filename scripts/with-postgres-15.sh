#!/usr/bin/env bash
# Runs a command against a throw-away cluster of Debian's PostgreSQL 15 (TEST_DATABASE_URL), as the user postgres when we are root.
set -euo pipefail
bin=/usr/lib/postgresql/15/bin
# In memory where there is room, as scripts/test.mjs does.
root=/tmp; [ "$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)" -gt 4000000 ] 2>/dev/null && root=/dev/shm
dir=$(mktemp -d $root/aftercare-pg15-XXXXXX)
as=(); if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; as=(setpriv --reuid postgres --regid postgres --clear-groups); fi
port=$(node -e "const s=require('net').createServer();s.listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")
"${as[@]}" "$bin/initdb" -D "$dir/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c fsync=off -c max_connections=300" start >/dev/null
trap '"${as[@]}" "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$dir"' EXIT
TEST_DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres" "$@"
