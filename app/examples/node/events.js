// Conversion of events between bytes and the JSON format of protobuf, and comparison of events.
"use strict";

const path = require("node:path");
const util = require("node:util");
const protobuf = require("protobufjs");

const proto = path.join(__dirname, "../../../proto/src/main/proto/tracking_event.proto");
const TrackingEvent = protobuf.loadSync(proto).lookupType("trackbus.v1.TrackingEvent");

exports.fromBytes = (data) => TrackingEvent.toObject(TrackingEvent.decode(data), { longs: String, enums: String });

exports.toBytes = (event) => TrackingEvent.encode(TrackingEvent.fromObject(event)).finish();

// Returns a line for each field with an unexpected value.
exports.differences = (name, expected, actual) =>
  [...new Set([...Object.keys(expected), ...Object.keys(actual)])]
    .filter((field) => !util.isDeepStrictEqual(expected[field], actual[field]))
    .map((field) => `${name}: ${field} is ${util.inspect(actual[field])}, expected ${util.inspect(expected[field])}`);
