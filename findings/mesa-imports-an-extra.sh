#!/usr/bin/env bash
# Mesa 3.5.1: `import mesa` needs networkx, which it lists under the extra `network` alone.
#
# Version:   mesa 3.5.1 (and 3.4.0 beside it) on Python 3.12 or newer, installed without extras
# Expected:  `import mesa` works without extras, as in Mesa 3.4.0, whose requirements are the same; only spaces on
#            networks need networkx.
# Seen:      `import mesa` fails; with `mesa[network]` it works.
# Output seen:
#   3.4.0 plain: imported
#   3.5.1 plain: No module named 'networkx'
#   3.5.1 with network: imported
set -euo pipefail

for python in python3 python3.14 python3.13 python3.12 "$(pyenv root 2>/dev/null || true)"/versions/3.1[2-9].*/bin/python3; do
  "$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && break
  python=
done
[ -n "$python" ] || { echo "needs Python 3.12 or newer"; exit 1; }
v="$(mktemp -d)/v"
"$python" -m venv "$v"

try() {
  "$v/bin/pip" install --disable-pip-version-check -q "$2" 2>/dev/null
  echo "$1: $("$v/bin/python" -c 'import mesa; print("imported")' 2>&1 | tail -1 | sed 's/^ModuleNotFoundError: //')"
}
seen="$(try "3.4.0 plain" mesa==3.4.0; try "3.5.1 plain" mesa==3.5.1; try "3.5.1 with network" "mesa[network]==3.5.1")"
echo "$seen"
[ "$seen" = "3.4.0 plain: imported
3.5.1 plain: No module named 'networkx'
3.5.1 with network: imported" ]
