#!/bin/sh
# draw.sh SEED N <ids: the N decisions that the seed draws out of these, one ID a line
while IFS= read -r id; do printf '%s %s\n' "$(printf '%s %s' "$1" "$id" | sha256sum | cut -c1-64)" "$id"
done | LC_ALL=C sort | head -n "$2" | cut -d' ' -f2
