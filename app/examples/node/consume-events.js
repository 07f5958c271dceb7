// Prints each tracking event of a Kinesis stream as a line of JSON, until Ctrl-C.
//
// An event may be delivered more than once. Events whose messageId was printed before are left out, as far as the last
// 100,000 events go. AWS environment variables name the Region, the endpoint and the credentials.
"use strict";

const { setTimeout } = require("node:timers/promises");
const { parseArgs } = require("node:util");
const { GetRecordsCommand, GetShardIteratorCommand, KinesisClient, ListShardsCommand } = require("@aws-sdk/client-kinesis");
const { NodeHttpHandler } = require("@smithy/node-http-handler");
const events = require("./events.js");

const USAGE = "Usage: consume-events.js STREAM [--from-start] [--count NUMBER]";
const POLL_MILLIS = 250;
const REMEMBERED = 100_000;

// Reader of all shards of a stream. After a resharding it continues with the child shards.
class Stream {
  // HTTP/1.1, because LocalStack 4.14.0 sometimes returns no body over HTTP/2, the default of this client for Kinesis.
  kinesis = new KinesisClient({ requestHandler: new NodeHttpHandler() });
  iterators = new Map();

  constructor(name) {
    this.name = name;
  }

  // Adds the shards that are not known yet.
  async openShards(ShardIteratorType) {
    let NextToken;
    do {
      const page = await this.kinesis.send(new ListShardsCommand(NextToken ? { NextToken } : { StreamName: this.name }));
      for (const { ShardId } of page.Shards) {
        if (!this.iterators.has(ShardId)) {
          const position = { StreamName: this.name, ShardId, ShardIteratorType };
          const { ShardIterator } = await this.kinesis.send(new GetShardIteratorCommand(position));
          this.iterators.set(ShardId, ShardIterator);
        }
      }
      NextToken = page.NextToken;
    } while (NextToken);
  }

  // Returns the records that have arrived since the last call.
  async records() {
    const open = [...this.iterators].filter(([, iterator]) => iterator);
    const responses = await Promise.all(
      open.map(([, ShardIterator]) => this.kinesis.send(new GetRecordsCommand({ ShardIterator }))),
    );
    responses.forEach((response, i) => this.iterators.set(open[i][0], response.NextShardIterator));
    if (responses.some((response) => !response.NextShardIterator)) {
      await this.openShards("TRIM_HORIZON");
    }
    return responses.flatMap((response) => response.Records);
  }
}

// Memory of the last message ids.
class Duplicates {
  ids = new Set();

  // Returns whether the id is new.
  add(messageId) {
    if (this.ids.has(messageId)) {
      return false;
    }
    this.ids.add(messageId);
    if (this.ids.size > REMEMBERED) {
      this.ids.delete(this.ids.values().next().value);
    }
    return true;
  }
}

async function consume(stream, count) {
  const duplicates = new Duplicates();
  let printed = 0;
  while (printed < count) {
    for (const { Data } of await stream.records()) {
      const event = events.fromBytes(Data);
      if (duplicates.add(event.messageId) && printed < count) {
        console.log(JSON.stringify(event));
        printed++;
      }
    }
    await setTimeout(POLL_MILLIS);
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { "from-start": { type: "boolean" }, count: { type: "string" }, help: { type: "boolean" } },
    allowPositionals: true,
  });
  const count = values.count === undefined ? Infinity : Number(values.count);
  if (values.help || positionals.length !== 1 || !(count > 0)) {
    console.error(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const stream = new Stream(positionals[0]);
  await stream.openShards(values["from-start"] ? "TRIM_HORIZON" : "LATEST");
  await consume(stream, count);
}

module.exports = { Stream };

if (require.main === module) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
