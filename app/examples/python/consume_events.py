"""Prints each tracking event of a Kinesis stream as a line of JSON, until Ctrl-C.

An event may be delivered more than once. Events whose messageId was printed before are left out, as far as the last
100,000 events go. AWS environment variables name the Region, the endpoint and the credentials.
"""

import argparse
import collections
import json
import os
import sys
import time

import boto3
import events

POLL_SECONDS = 0.25
REMEMBERED = 100_000


class Stream:
    """Reader of all shards of a stream. After a resharding it continues with the child shards."""

    def __init__(self, name, start="TRIM_HORIZON"):
        self.kinesis = boto3.client("kinesis", region_name=os.environ.get("AWS_REGION"))
        self.name = name
        self.iterators = {}
        self.open_shards(start)

    def open_shards(self, start):
        """Adds the shards that are not known yet."""
        for page in self.kinesis.get_paginator("list_shards").paginate(StreamName=self.name):
            for shard in page["Shards"]:
                if shard["ShardId"] not in self.iterators:
                    self.iterators[shard["ShardId"]] = self.kinesis.get_shard_iterator(
                        StreamName=self.name, ShardId=shard["ShardId"], ShardIteratorType=start
                    )["ShardIterator"]

    def records(self):
        """Yields the records that have arrived since the last call."""
        ended = False
        for shard, iterator in list(self.iterators.items()):
            if iterator:
                response = self.kinesis.get_records(ShardIterator=iterator)
                self.iterators[shard] = response.get("NextShardIterator")
                ended = ended or self.iterators[shard] is None
                yield from response["Records"]
        if ended:
            self.open_shards("TRIM_HORIZON")


class Duplicates:
    """Memory of the last message ids."""

    def __init__(self, size=REMEMBERED):
        self.ids = collections.OrderedDict()
        self.size = size

    def add(self, message_id):
        """Returns whether the id is new."""
        if message_id in self.ids:
            return False
        self.ids[message_id] = None
        if len(self.ids) > self.size:
            self.ids.popitem(last=False)
        return True


def consume(stream, count):
    duplicates = Duplicates()
    printed = 0
    while count is None or printed < count:
        for record in stream.records():
            event = events.from_bytes(record["Data"])
            if duplicates.add(event["messageId"]) and (count is None or printed < count):
                print(json.dumps(event, ensure_ascii=False), flush=True)
                printed += 1
        time.sleep(POLL_SECONDS)


def main():
    parser = argparse.ArgumentParser(prog="consume_events.py", description=__doc__.splitlines()[0])
    parser.add_argument("stream", help="name of the event stream")
    parser.add_argument("--from-start", action="store_true", help="begin with the oldest event, not with new ones")
    parser.add_argument("--count", type=int, help="exit after this number of events")
    options = parser.parse_args()
    try:
        consume(Stream(options.stream, "TRIM_HORIZON" if options.from_start else "LATEST"), options.count)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
