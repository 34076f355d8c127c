#!/bin/sh
# verify.sh DIR [SIGNERS]: does each decision rest on what lies here, and is what is said to stand borne out?
set -u; LC_ALL=C; export LC_ALL; keys=${2:-}; [ -z "$keys" ] || keys=$(cd "$(dirname "$keys")" && pwd)/$(basename "$keys")
cd "${1:-$(dirname "$0")}" || exit 2; t=$(mktemp -d) || exit 2; trap 'rm -rf "$t"' EXIT; : >"$t/bad"; echo ok >"$t/ok"; tab=$(printf '\t')
sum() { sha256sum | awk '{ print $1 }'; }; top() { sed -n "/^$2:/{s/^[a-z]*: *[\"']*\([A-Za-z0-9-]*\).*/\1/p;q;}" "$1"; }
rec() { printf '%s:%s%s:' "${#1}" "$1" "$(wc -c <"$2" | tr -d ' ')"; cat "$2"; }
cf2() { ( cd "items/$1" && { printf 'crossfolio cf2\n'; rec fields fields.json; rec body body
  [ ! -d files ] || { cd files && find . -type f | sed 's,^\./,,;s,%up,..,g' | sort; } | while IFS= read -r p; do
    printf '%s:%s64:%s' "${#p}" "$p" "$(sum <"$(printf %s "files/$p" | sed 's,\.\.,%up,g')")"; done; } | sum ) 2>/dev/null; }
for d in decisions/*.yml; do [ -f "$d" ] && { sum <"$d"; tr -d '\r' <"$d" | sum; }; done >"$t/sums"; [ ! -f others.sums ] || cat others.sums >>"$t/sums"
for d in decisions/*.yml; do [ -f "$d" ] || continue; who=$(top "$d" assessor)
  awk '{ sub(/\r$/, ""); match($0, /^ *(- *)*/) } told && (RLENGTH > at || !NF) { next } { at = RLENGTH; told = /^ *(- *)*(feedback|method):/ } !told' "$d" | tr '{},\r' '\n\n\n ' | awk '{ gsub(/["'\'']/, ""); sub(/^ *(- *)*/, "") }
    $1 == "id:" { i = toupper($2) } $1 == "fingerprint:" { f = $2 } $1 == "criterion:" { c = toupper($2) } $1 == "outcome:" { o = $2 }
    i && f { print i, f; i = f = "" } c && o { if (o == "met") print c; c = o = "" }' | while read -r i f; do
    if [ -z "$f" ]; then echo "$d${tab}met$tab$i" >>"$t/ok"; elif [ ! -d "items/$i" ]; then echo "$i is not here"
    elif [ "cf2:$(cf2 "$i")" != "$f" ]; then echo "$i has changed"; else echo "$d${tab}on$tab$i" >>"$t/ok"; fi; done >"$t/said"
  awk '/^after:/ { on = 1 } on && /^[a-z_]+:/ && !/^after:/ { on = 0 } on' "$d" | grep -oE '[0-9a-f]{64}' | while read -r h; do
    grep -q "^$h" "$t/sums" || { echo "a decision before it is not here as it was"; echo "$d" >>"$t/bad"; }; done >>"$t/said"
  sig() { ssh-keygen -Y verify -f "$keys" -I "$who" -n crossfolio-decision -s "$d.sig" -O "verify-time=$(top "$d" date | tr -d -)120000" >/dev/null 2>&1; }
  [ -z "$keys" ] || sig <"$d" || tr -d '\r' <"$d" | sig || { echo "not signed by $who" | tee -a "$t/bad"; } >>"$t/said"
  echo "$d by $who: $(paste -sd ';' "$t/said" | grep . || echo ok)"; done
! ls samples/plan-*.yml >/dev/null 2>&1 || sh ./plans.sh . 2>&1 || echo plans >>"$t/bad"
sha256sum -c SHA256SUMS 2>&1 | sed '/: OK$/d;/^sha256sum: WARNING/d' | tee -a "$t/bad"
awk -F '\t' 'FNR == NR { ok[$0]; next } $2 == "accepted" { n = split($4, on, ","); for (k = 0; k <= n; k++) if (!n || !(($3 FS (k ? "on" FS on[k] : "met" FS toupper($1))) in ok)) {
  print $1 " is said to be accepted, which " $3 " does not bear out"; break } }' "$t/ok" states.tsv 2>&1 | tee -a "$t/bad"; [ ! -s "$t/bad" ]
