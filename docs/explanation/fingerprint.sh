#!/bin/sh
# Recompute a Crossfolio fingerprint (cf2) without Crossfolio: fingerprint.sh CODES FIELDS BODY [PATH FILE]...
#   CODES   the full IDs of all criteria, one a line    FIELDS  the canonical JSON, no line end after it
#   BODY    below the front matter: no byte-order mark, line ends as LF    PATH FILE  an attached file
set -eu; LC_ALL=C; export LC_ALL; codes=$1 fields=$2 body=$3; shift 3; b='[[:blank:]]'
hash_of() { sha256sum <"$1" | awk '{ print $1 }'; }
size_of() { wc -c <"$1" | tr -d ' '; }
head_of() { printf '%s:%s%s:' "$(printf '%s' "$1" | wc -c | tr -d ' ')" "$1" "$2"; }
any=$(awk '{ for (i = 1; i <= length($0); i++) { c = substr($0, i, 1)
  r = r (c ~ /[A-Za-z]/ ? "[" toupper(c) tolower(c) "]" : c == "." ? "[.]" : c) }; r = r "|" } END { print r }' "$codes")
m="\\[(${any%|})($b*,$b*(${any%|}))*\\]"  # A mark: known codes between brackets.
p="^(($b*(#+$b+|[-*+:]$b+|[0-9]+[.)]$b+|[>|]$b*))*$b*)"  # What a line begins with.
bare=$(mktemp); trap 'rm -f "$bare"' EXIT
sed -E -e :a -e "s/$p$m$b+/\\1/;ta" -e "s/$p$m([^:([[:blank:]]|\$)/\\1\\7/;ta" \
  -e "s/([|]$b*)$m$b+/\\1/;ta" -e "s/([|]$b*)$m([^:([[:blank:]]|\$)/\\1\\5/;ta" \
  -e "s/$b+$m([^:([]|\$)/\\4/;ta" -e "s/(^|[^A-Za-z0-9!\\\\])$m([^:([]|\$)/\\1\\5/;ta" "$body" >"$bare"
{ printf 'crossfolio cf2\n'
  head_of fields "$(size_of "$fields")"; cat "$fields"; head_of body "$(size_of "$bare")"; cat "$bare"
  while [ $# -gt 1 ]; do printf '%s\t%s\n' "$1" "$(hash_of "$2")"; shift 2; done | sort |
    while IFS='	' read -r path hash; do head_of "$path" 64; printf '%s' "$hash"; done
} | sha256sum | awk '{ print "cf2:" $1 }'
