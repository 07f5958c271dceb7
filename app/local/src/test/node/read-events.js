// read-events.js STREAM FILE: reads events from Kinesis until all events of FILE have arrived, and compares each field.
//
// FILE is a list of {"partitionKey", "receivedFrom", "receivedTo", "event"}. The event has no receivedAt, which must be
// between the other two (milliseconds since 1970). AWS environment variables name endpoint and credentials of Kinesis.
"use strict";

const fs = require("node:fs");
const { setTimeout } = require("node:timers/promises");
const { GetRecordsCommand, GetShardIteratorCommand, KinesisClient, ListShardsCommand } = require("@aws-sdk/client-kinesis");
const { NodeHttpHandler } = require("@smithy/node-http-handler");
const events = require("./events.js");

const LIMIT_MILLIS = 30_000;
// HTTP/1.1, because LocalStack 4.14.0 sometimes returns no body over HTTP/2, the default of this client for Kinesis.
const kinesis = new KinesisClient({ requestHandler: new NodeHttpHandler() });

// Returns the iterators of all shards of a stream, from TRIM_HORIZON.
async function iterators(StreamName) {
  const { Shards } = await kinesis.send(new ListShardsCommand({ StreamName }));
  return Promise.all(
    Shards.map(async ({ ShardId }) => {
      const position = { StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" };
      return (await kinesis.send(new GetShardIteratorCommand(position))).ShardIterator;
    }),
  );
}

async function read(stream, ids) {
  const found = new Map();
  const deadline = Date.now() + LIMIT_MILLIS;
  let open = await iterators(stream);
  while (!ids.every((id) => found.has(id)) && Date.now() < deadline) {
    const responses = await Promise.all(open.map((ShardIterator) => kinesis.send(new GetRecordsCommand({ ShardIterator }))));
    for (const { Data, PartitionKey } of responses.flatMap((response) => response.Records)) {
      const event = events.fromBytes(Data);
      found.set(event.messageId, { partitionKey: PartitionKey, event });
    }
    open = responses.map((response) => response.NextShardIterator).filter(Boolean);
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
