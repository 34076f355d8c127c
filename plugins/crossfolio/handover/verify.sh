#!/bin/sh
# verify.sh DIR [SIGNERS]: does each decision rest on what lies here, and is what is said to stand borne out?
set -u; LC_ALL=C; export LC_ALL; keys=${2:-}; [ -z "$keys" ] || keys=$(cd "$(dirname "$keys")" && pwd)/$(basename "$keys")
cd "$1" || exit 2; t=$(mktemp -d) || exit 2; trap 'rm -rf "$t"' EXIT; : >"$t/bad"; sha256sum decisions/* >"$t/sums" 2>/dev/null; [ ! -f others.sums ] || cat others.sums >>"$t/sums"
sum() { sha256sum | awk '{ print $1 }'; }
rec() { printf '%s:%s%s:' "${#1}" "$1" "$(wc -c <"$2" | tr -d ' ')"; cat "$2"; }
cf2() { ( cd "items/$1" && { printf 'crossfolio cf2\n'; rec fields fields.json; rec body body
  [ ! -d files ] || { cd files && find . -type f | sed 's,^\./,,;s,%up,..,g' | sort; } | while IFS= read -r p; do
    printf '%s:%s64:%s' "${#p}" "$p" "$(sum <"$(printf %s "files/$p" | sed 's,\.\.,%up,g')")"; done; } | sum ); }
for d in decisions/*.yml; do [ -f "$d" ] || continue
  who=$(sed -n "s/^assessor: *[\"']*\\([A-Za-z0-9-]*\\).*/\\1/p" "$d"); : >"$t/said"
  tr '{},' '\n\n\n' <"$d" | awk '{ gsub(/["'\'']/, ""); sub(/^ *- */, "") } $1 == "id:" { i = toupper($2) }
    $1 == "fingerprint:" { print i, $2 }' | while read -r i f; do
    if [ ! -d "items/$i" ]; then echo "$i is not here"; elif [ "cf2:$(cf2 "$i")" != "$f" ]; then echo "$i has changed"
    else continue; fi
    awk -F '\t' -v d="$d" -v i="$i" '$2 == "accepted" && $3 == d && index("," $4 ",", "," i ",")' states.tsv >>"$t/bad"
  done >"$t/said"
  awk '/^after:/ { on = 1 } on && /^[a-z_]+:/ && !/^after:/ { on = 0 } on' "$d" | grep -oE '[0-9a-f]{64}' | while read -r h; do
    grep -q "^$h " "$t/sums" || { echo "a decision before it is not here as it was"; echo "$d" >>"$t/bad"; }; done >>"$t/said"
  [ -z "$keys" ] || ssh-keygen -Y verify -f "$keys" -I "$who" -n crossfolio-decision -s "$d.sig" <"$d" >/dev/null 2>&1 ||
    { echo "not signed by $who" >>"$t/said"; echo "$d" >>"$t/bad"; }
  if [ -s "$t/said" ]; then echo "$d by $who: $(paste -sd ';' "$t/said")"; else echo "$d by $who: ok"; fi
done
awk -F '\t' '$2 == "accepted" { print $3 }' states.tsv | sort -u | while read -r d; do [ -f "$d" ] || echo "$d" >>"$t/bad"; done
[ ! -s "$t/bad" ]
