#!/usr/bin/env bash
# NetworkX: a missing value of an adjacency table becomes an edge, and counts as a tie.
#
# Version:   networkx 3.6.1, pandas 2.3.3, numpy 2.4.6
# Expected:  from_pandas_adjacency makes no edge of 0 and none of NaN: to_pandas_adjacency(nonedge=nan) writes NaN for
#            "no edge", so what it wrote is read as the same graph.
# Seen:      only 0 is no edge. Each gap is an edge with weight NaN: a graph of one tie, written with gaps and read
#            again, is complete with loops; degrees, density and triads change and nothing is said.
# Output seen:
#   written: 1 edge, density 0.33
#   read:    6 edges, density 2.00
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/v"
"$folder/v/bin/pip" install --quiet --no-compile --disable-pip-version-check networkx==3.6.1 pandas==2.3.3 numpy==2.4.6
"$folder/v/bin/python" - <<'PY'
import networkx as nx

ties = nx.Graph([("astana", "moscow")])
ties.add_node("beijing")
again = nx.from_pandas_adjacency(nx.to_pandas_adjacency(ties, nonedge=float("nan")))
print(f"written: {ties.number_of_edges()} edge, density {nx.density(ties):.2f}")
print(f"read:    {again.number_of_edges()} edges, density {nx.density(again):.2f}")
if ties.number_of_edges() != 1 or again.number_of_edges() != 6:
    raise SystemExit("changed: gaps in an adjacency table")
PY
