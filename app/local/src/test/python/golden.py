"""golden.py FILE: reads the golden vectors, and writes them again byte by byte."""

import json
import sys

import events


def faults(vector):
    data = bytes.fromhex(vector["hex"])
    yield from events.differences(vector["name"], vector["json"], events.from_bytes(data))
    if events.to_bytes(vector["json"]) != data:
        yield f"{vector['name']}: other bytes are written: {events.to_bytes(vector['json']).hex()}"


with open(sys.argv[1], encoding="utf-8") as file:
    vectors = json.load(file)
found = [fault for vector in vectors for fault in faults(vector)]
print("\n".join(found) or f"{len(vectors)} golden vectors read and written")
sys.exit(bool(found or not vectors))
