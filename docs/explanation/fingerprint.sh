#!/bin/sh
# Recompute a Crossfolio fingerprint (cf1) without Crossfolio.
# Usage: fingerprint.sh FIELDS.json BODY [PATH FILE]...
#   FIELDS.json  the canonical JSON of the front matter, without a line end after it
#   BODY         the page below its front matter: no byte-order mark, line ends as LF
#   PATH FILE    an attachment's path relative to the page, and the file
set -eu
LC_ALL=C
export LC_ALL

hash_of() { sha256sum <"$1" | awk '{ print $1 }'; }
size_of() { wc -c <"$1" | tr -d ' '; }
head_of() { printf '%s:%s%s:' "$(printf '%s' "$1" | wc -c | tr -d ' ')" "$1" "$2"; }

fields=$1 body=$2
shift 2
{
  printf 'crossfolio cf1\n'
  head_of fields "$(size_of "$fields")"; cat "$fields"
  head_of body "$(size_of "$body")"; cat "$body"
  while [ $# -gt 1 ]; do  # One line for each attachment, then in the order of the paths' bytes.
    printf '%s\t%s\n' "$1" "$(hash_of "$2")"
    shift 2
  done | sort | while IFS='	' read -r path hash; do head_of "$path" 64; printf '%s' "$hash"; done
} | sha256sum | awk '{ print "cf1:" $1 }'
