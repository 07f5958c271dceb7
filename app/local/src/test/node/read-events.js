// read-events.js STREAM FILE: reads events from Kinesis until all events of FILE have arrived, and compares each field.
//
// FILE is a list of {"partitionKey", "receivedFrom", "receivedTo", "event"}. The event has no receivedAt, which must be
// between the other two (milliseconds since 1970). AWS environment variables name endpoint and credentials of Kinesis.
"use strict";

const fs = require("node:fs");
const { setTimeout } = require("node:timers/promises");
const { Stream } = require("consume-events.js");
const events = require("events.js");

const LIMIT_MILLIS = 30_000;

async function read(name, ids) {
  const found = new Map();
  const deadline = Date.now() + LIMIT_MILLIS;
  const stream = new Stream(name);
  await stream.openShards("TRIM_HORIZON");
  while (!ids.every((id) => found.has(id)) && Date.now() < deadline) {
    for (const { Data, PartitionKey } of await stream.records()) {
      const event = events.fromBytes(Data);
      found.set(event.messageId, { partitionKey: PartitionKey, event });
    }
    await setTimeout(200);
  }
  return found;
}

function faults(expected, found) {
  const name = expected.event.messageId;
  if (!found.has(name)) {
    return [`${name} is missing`];
  }
  const { partitionKey, event } = found.get(name);
  const { receivedAt, ...others } = event;
  const lines = events.differences(name, expected.event, others);
  if (!(expected.receivedFrom <= Number(receivedAt) && Number(receivedAt) <= expected.receivedTo)) {
    lines.push(`${name}: receivedAt is ${receivedAt}`);
  }
  if (partitionKey !== expected.partitionKey) {
    lines.push(`${name}: partition key is ${partitionKey}`);
  }
  return lines;
}

async function main() {
  const [stream, file] = process.argv.slice(2);
  const expected = JSON.parse(fs.readFileSync(file, "utf8"));
  const found = await read(stream, expected.map((each) => each.event.messageId));
  const lines = expected.flatMap((each) => faults(each, found));
  console.log(lines.join("\n") || `${expected.length} events are as expected`);
  process.exitCode = lines.length > 0 || expected.length === 0 ? 1 : 0;
}

main();
