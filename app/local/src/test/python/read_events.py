"""read_events.py STREAM FILE: reads events from Kinesis until all events of FILE have arrived, and compares each field.

FILE is a list of {"partitionKey", "receivedFrom", "receivedTo", "event"}. The event has no receivedAt, which must be
between the other two (milliseconds since 1970). AWS environment variables name endpoint and credentials of Kinesis.
"""

import json
import sys
import time

import events
from consume_events import Stream

LIMIT_SECONDS = 30


def read(stream, ids):
    found, deadline = {}, time.monotonic() + LIMIT_SECONDS
    while not ids <= found.keys() and time.monotonic() < deadline:
        for record in stream.records():
            event = events.from_bytes(record["Data"])
            found[event["messageId"]] = (record["PartitionKey"], event)
        time.sleep(0.2)
    return found


def faults(expected, found):
    name = expected["event"]["messageId"]
    if name not in found:
        yield f"{name} is missing"
        return
    partition_key, event = found[name]
    received = int(event.pop("receivedAt"))
    if not expected["receivedFrom"] <= received <= expected["receivedTo"]:
        yield f"{name}: receivedAt is {received}"
    if partition_key != expected["partitionKey"]:
        yield f"{name}: partition key is {partition_key}"
    yield from events.differences(name, expected["event"], event)


with open(sys.argv[2], encoding="utf-8") as file:
    all_expected = json.load(file)
all_found = read(Stream(sys.argv[1]), {each["event"]["messageId"] for each in all_expected})
lines = [line for each in all_expected for line in faults(each, all_found)]
print("\n".join(lines) or f"{len(all_expected)} events are as expected")
sys.exit(bool(lines or not all_expected))
