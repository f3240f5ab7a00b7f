"""Which channels are a picture and which are data, from names and tags alone."""

import csv
import re
from pathlib import Path

DATA = re.compile(r"(crypto.*|n|normals?|p|position.*|pworld|pref|z|depth.*|uv|st|motion.*|velocity|vector.*|"
                  r"id|.*id|matte.*|mask.*|data)", re.IGNORECASE)
COLOUR = {"r": 0, "g": 1, "b": 2, "red": 0, "green": 1, "blue": 2}

TABLE = Path(__file__).resolve().parents[2] / "Fixtures/layers/layers.tsv"
with open(TABLE, encoding="utf-8", newline="") as lines:
    CLASSES = {row["layer"]: row["class"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def is_data_name(name):
    if CLASSES.get(name, "unknown") != "unknown":
        return CLASSES[name] == "data"
    return any(DATA.fullmatch(word) for word in name.split("."))


def colour_triples(channels, part_name, interop_id):
    """The (R, G, B) channel names of every layer of a part that holds a picture."""
    if interop_id == "data" or is_data_name(part_name or ""):
        return []
    layers = {}
    for name in channels:
        layer, _, leaf = name.rpartition(".")
        if leaf.lower() in COLOUR:
            layers.setdefault(layer, {})[COLOUR[leaf.lower()]] = name
    return [tuple(found[i] for i in range(3)) for layer, found in sorted(layers.items())
            if len(found) == 3 and not is_data_name(layer)]
