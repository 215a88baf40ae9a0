#!/bin/sh
# Makes random names with passwords for students, and the instructor's password if there is none.
#
#   make-users.sh N PASSWORDS LIST
#
# N          how many students
# PASSWORDS  Mosquitto's password file; hashed ones are added to it, those there are kept
# LIST       "name,password" lines are added to it, to be handed out; delete it then
#
# The names say nothing of a person. Who got which is known to whoever hands them out, so hand them out
# like lots, and keep no list of that.
set -eu

usage() {
  echo "usage: make-users.sh N PASSWORDS LIST" >&2
  exit 2
}
[ $# -eq 3 ] || usage
count=$1
passwords=$2
list=$3
case $count in '' | *[!0-9]*) usage ;; esac
[ "$count" -le 10000 ] || { echo "make-users.sh: at most 10000 at a time" >&2; exit 2; }
command -v mosquitto_passwd >/dev/null || {
  echo "make-users.sh: there is no mosquitto_passwd; install mosquitto" >&2
  exit 1
}

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# Lines of random characters that are not taken for one another: $1 characters each, $2 lines.
draw() {
  LC_ALL=C tr -dc '23456789abcdefghjkmnpqrstuvwxyz' </dev/urandom | fold -w "$1" | head -n "$2"
}

touch "$passwords" "$list"
cut -d: -f1 "$passwords" >"$work/taken"
: >"$work/new"
if ! grep -qx instructor "$work/taken"; then
  echo "instructor:$(draw 24 1)" >>"$work/new"
fi
made=0
while [ "$made" -lt "$count" ]; do
  draw 8 $((count - made)) | sed 's/^/s-/' | sort -u >"$work/names"
  grep -vxFf "$work/taken" "$work/names" >"$work/fresh" || true
  cat "$work/fresh" >>"$work/taken"
  fresh=$(wc -l <"$work/fresh")
  draw 12 "$fresh" | paste -d: "$work/fresh" - >>"$work/new"
  made=$((made + fresh))
done

tr : , <"$work/new" >>"$list"
mosquitto_passwd -U "$work/new"
cat "$work/new" >>"$passwords"
echo "$made students added to $passwords; their passwords are in $list"
