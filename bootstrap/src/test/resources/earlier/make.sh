#!/usr/bin/env bash
# Creates keyfob.mv.db and keyfob.sql again with the given jar. The second one needs Debian's PostgreSQL 15.
set -euo pipefail
jar=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
keyfob() { java -jar "$jar" --data "$work/data" "$@"; }
id_of() { keyfob token list -o csv | sed -n "s/^\([^,]*\),$1,.*/\1/p"; }
create() { keyfob token create --quiet --owner "$1" --name "$2" --expires never "${@:3}"; }

echo "alice likes green tea" | keyfob user add alice@example.com
echo "bob likes black coffee" | keyfob user add bob@example.com
echo "admin likes cold water" | keyfob user add admin@example.com --role admin
keyfob policy set --yes no_expiration=on tokens_per_user=50 self_rotation=on

secrets=$work/secrets
{
  echo "ALICE=$(create alice@example.com 'Nightly build')"
  echo "NARROW=$(create alice@example.com 'Dashboard' --permission recipe:view)"
  echo "OFFICE=$(create alice@example.com 'Office only' --network 192.0.2.0/24)"
  echo "SUSPENDED=$(create alice@example.com 'On holiday')"
  echo "REVOKED=$(create alice@example.com 'Old laptop')"
  echo "ADMIN=$(create admin@example.com 'Deployments')"
  echo "BOB=$(create bob@example.com 'Bobs script')"
  echo "OLD=$(create alice@example.com 'Rotated')"
} >"$secrets"
keyfob token suspend "$(id_of 'On holiday')"
keyfob token revoke "$(id_of 'Old laptop')"
echo "NEW=$(keyfob token rotate --quiet "$(id_of Rotated)")" >>"$secrets"
keyfob user disable bob@example.com --yes
client=$(keyfob client add orders-api)
printf 'CLIENT=%s\nCLIENT_SECRET=%s\n' "${client%%$'\n'*}" "${client##*$'\n'}" >>"$secrets"
keyfob db export "$work/backup"

# Both databases are imported from the same backup, so they differ only in the time of the import.
java -jar "$jar" --data "$work/imported" db import "$work/backup"
cp "$work/imported/keyfob.mv.db" "$here/keyfob.mv.db"
bin=/usr/lib/postgresql/15/bin
install -d -o postgres "$work/pg"
chmod 755 "$work"
run() { runuser -u postgres -- "$@"; }
run $bin/initdb -D "$work/pg" -A trust >/dev/null
run $bin/pg_ctl -D "$work/pg" -o "-p 54329 -k /tmp" -w start >/dev/null
trap 'run $bin/pg_ctl -D "$work/pg" stop >/dev/null; rm -rf "$work"' EXIT
run createdb -h 127.0.0.1 -p 54329 keyfob
java -jar "$jar" --db "jdbc:postgresql://127.0.0.1:54329/keyfob?user=postgres" db import "$work/backup"
run pg_dump -h 127.0.0.1 -p 54329 --inserts --no-owner keyfob | grep -v '^\\' >"$here/keyfob.sql"
cat "$secrets"
