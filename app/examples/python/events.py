"""Conversion of events between bytes and the JSON format of protobuf, and comparison of events."""

from google.protobuf import json_format
from tracking_event_pb2 import TrackingEvent


def from_bytes(data):
    return json_format.MessageToDict(TrackingEvent.FromString(data))


def to_bytes(event):
    return json_format.ParseDict(event, TrackingEvent()).SerializeToString(deterministic=True)


def differences(name, expected, actual):
    """Yields a line for each field with an unexpected value."""
    for field in sorted(expected.keys() | actual.keys()):
        if expected.get(field) != actual.get(field):
            yield f"{name}: {field} is {actual.get(field)!r}, expected {expected.get(field)!r}"
