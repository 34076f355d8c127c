#!/bin/sh
# plans.sh DIR: is each sampling plan about every decision that there was, and does its seed draw what it asks for?
set -u; LC_ALL=C; export LC_ALL; cd "${1:-$(dirname "$0")}" || exit 2; t=$(mktemp -d) || exit 2; trap 'rm -rf "$t"' EXIT; : >"$t/bad"; echo 9999 - >"$t/all"
sum() { sha256sum | cut -c1-64; }; top() { sed -n "/^$2:/{s/^[a-z_]*: *[\"']*\([A-Za-z0-9-]*\).*/\1/p;q;}" "$1"; }
flat() { awk '{ gsub(/["'\'',\r]/, " "); gsub(/[][{}]/, " & ") } /^[a-z_]+:/ { part = $1 } part == "assessors:" && /assessor:/ { n++; from = 0 }
  $1 == "number:" { print "number", n, $2 } $1 == "from:" { from = 1; $1 = "" } $1 ~ /^(share|risk|number|assessor|-):?$/ && !/^ *- *[A-Za-z0-9-]+ *$/ { from = 0 }
  part == "assessors:" && from { for (k = 1; k <= NF; k++) if ($k ~ /^[A-Za-z]/) print "id", n, $k }
  part == "left_to_others:" { for (k = 1; k <= NF; k++) if ($k ~ /^[A-Za-z][A-Za-z0-9-]*$/) print "id", "-", $k }
  part == "decisions:" { for (k = 1; k < NF; k++) { if ($k == "decision:") d = $(k + 1); if ($k == "reason:" && $(k + 1) == "draw") print "drawn", d } }' "$1"; }
for d in decisions/*.yml; do [ -f "$d" ] && echo "$(top "$d" date) $(top "$d" decision)"; done >"$t/there"
for p in samples/plan-*.yml; do [ -f "$p" ] && flat "$p" | awk -v day="$(top "$p" date)" '$1 == "id" { print day, $3 }'; done >>"$t/all"
for p in samples/plan-*.yml; do [ -f "$p" ] || continue; flat "$p" >"$t/flat"; day=$(top "$p" date); span=$(top "$p" period); : >"$t/said"
  [ "$(awk '$1 == "id" { print $3 }' "$t/flat" | sort -u | sum)" = "$(top "$p" population)" ] || echo "its population is another" >>"$t/said"
  last=$(awk '/^after:/ { on = 1 } on && /^[a-z_]+:/ && !/^after:/ { on = 0 } on' "$p" | grep -oE '[0-9a-f]{64}')
  [ "$(printf '%s %s %s' "${span:-all}" "$(top "$p" quality_assurer | tr a-z A-Z)" "${last:-none}" | sum)" = "$(top "$p" seed)" ] || echo "its seed is another" >>"$t/said"
  [ -z "$last" ] || sha256sum samples/plan-*.yml | grep -q "^$last" || echo "the plan before it is not here as it was" >>"$t/said"
  awk '$1 == "number" { print $2, $3 }' "$t/flat" | while read -r n many; do awk -v n="$n" '$1 == "id" && $2 == n { print $3 }' "$t/flat" | while read -r i; do
    printf '%s %s\n' "$(printf '%s %s' "$(top "$p" seed)" "$i" | sum)" "$i"; done | sort | head -n "$many" | cut -d' ' -f2; done | sort -u >"$t/draw"
  awk '$1 == "drawn" { print $2 }' "$t/flat" | sort -u | cmp -s - "$t/draw" || echo "its seed draws other decisions" >>"$t/said"
  awk -v day="$day" -v span="$span" 'FNR == NR { if ($1 >= day) known[toupper($2)]; next }
    { q = span ~ /Q/ ? substr($1, 1, 4) "-Q" int((substr($1, 6, 2) + 2) / 3) : $1 } $1 < day && index(q, span) == 1 && !(toupper($2) in known) { print $2 " is left out" }' "$t/all" "$t/there" >>"$t/said"
  echo "$p by $(top "$p" quality_assurer): $(paste -sd ';' "$t/said" | grep . || echo ok)"; cat "$t/said" >>"$t/bad"; done
[ ! -s "$t/bad" ]
