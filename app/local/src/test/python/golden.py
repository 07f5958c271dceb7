"""golden.py FILE: decodes the golden vectors and checks that encoding them gives the same bytes."""

import json
import sys

import events


def faults(vector):
    data = bytes.fromhex(vector["hex"])
    yield from events.differences(vector["name"], vector["json"], events.from_bytes(data))
    if events.to_bytes(vector["json"]) != data:
        yield f"{vector['name']}: encoding gives other bytes: {events.to_bytes(vector['json']).hex()}"


with open(sys.argv[1], encoding="utf-8") as file:
    vectors = json.load(file)
found = [fault for vector in vectors for fault in faults(vector)]
print("\n".join(found) or f"{len(vectors)} golden vectors decoded and encoded")
sys.exit(bool(found or not vectors))
