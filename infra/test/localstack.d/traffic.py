"""Events and programs for the deployed streams, and whether they have arrived where the deployed functions write them.

traffic.py put FOLDER SECONDS    puts both, with pauses, so long or until the file FOLDER/stop is there: ids of what a stream has
                                 confirmed go to FOLDER/events and FOLDER/programs
traffic.py arrived FOLDER        waits until each event of the list is an item of the table and each program is in Redis
traffic.py in-streams FOLDER     reads both streams from their first record to their end: everything of the lists is there
traffic.py unreadable            puts a record that is no event, and waits for it in the queue of failures
"""

import json
import os
import pathlib
import sys
import time
import uuid

import boto3
from botocore.exceptions import ClientError
from redis_client import Redis

STREAMS = {"events": "EventStream", "programs": "CoreDataStream"}
# The first pause, and how much longer each is than the one before. LocalStack reads a stream whose shards have changed again
# and again from its start, and then of each shard no more than one batch, 500 events or 100 programs: fewer have to lie in a
# shard, even where the update takes minutes.
PAUSE_SECONDS = {"events": (0.1, 1.005), "programs": (0.5, 1.02)}
LIMIT_SECONDS = 300
REPOSITORY = pathlib.Path(__file__).resolve().parents[3]

kinesis = boto3.client("kinesis")


def event(identifier):
    """The first golden event, under another id of the same length."""
    golden = json.loads((REPOSITORY / "proto/golden/events.json").read_text())[0]
    return bytes.fromhex(golden["hex"]).replace(golden["json"]["messageId"].encode(), identifier.encode())


def program(identifier):
    known = {"programName": f"Program {identifier}", "checksum": "7d2f", "customerId": 1, "customerName": "Shop", "version": 1}
    return json.dumps({"programId": identifier, **known}).encode()


def put(folder, seconds):
    data, due, refused = {"events": event, "programs": program}, dict.fromkeys(STREAMS, 0.0), 0
    pause = {kind: first for kind, (first, _) in PAUSE_SECONDS.items()}
    end = time.monotonic() + seconds
    files = {kind: open(folder / kind, "a") for kind in STREAMS}
    while time.monotonic() < end and not (folder / "stop").exists():
        for kind, stream in STREAMS.items():
            if due[kind] > time.monotonic():
                continue
            due[kind] = time.monotonic() + pause[kind]
            pause[kind] *= PAUSE_SECONDS[kind][1]
            identifier = str(uuid.uuid4())
            try:
                kinesis.put_record(StreamName=stream, PartitionKey=identifier, Data=data[kind](identifier))
                print(identifier, file=files[kind], flush=True)
            except ClientError:
                refused += 1
        time.sleep(0.02)
    counts = {kind: len(ids) for kind, ids in confirmed(folder).items()}
    print(f"{counts['events']} events and {counts['programs']} programs are put so far; {refused} puts were refused")


def confirmed(folder):
    return {kind: set((folder / kind).read_text().split()) for kind in STREAMS}


def arrived(folder):
    wanted = confirmed(folder)
    secret = boto3.client("secretsmanager").get_secret_value(SecretId="trackbus-production/redis")["SecretString"]
    redis = Redis(os.environ["STAND_IN_REDIS_SOCKET"], secret)
    deadline = time.monotonic() + LIMIT_SECONDS
    while True:
        missing = {
            "events": wanted["events"] - items(),
            "programs": {each for each in wanted["programs"] if redis.call("HGET", f"program:{each}", "programName") != f"Program {each}"},
        }
        if not any(missing.values()):
            break
        if time.monotonic() > deadline:
            sys.exit(f"NOT SO: all has arrived: {({kind: len(ids) for kind, ids in missing.items()})} are missing")
        time.sleep(0.5)
    print(f"{len(wanted['events'])} events are items of the table, {len(wanted['programs'])} programs are in Redis")


def items():
    pages = boto3.client("dynamodb").get_paginator("scan").paginate(TableName="events", ProjectionExpression="messageId")
    return {item["messageId"]["S"] for page in pages for item in page["Items"]}


def records(stream):
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        iterator = kinesis.get_shard_iterator(StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
        while iterator:
            answer = kinesis.get_records(ShardIterator=iterator)
            yield from (record["Data"] for record in answer["Records"])
            iterator = answer.get("NextShardIterator") if answer["MillisBehindLatest"] > 0 or answer["Records"] else None


def in_streams(folder):
    data = {"events": event, "programs": program}
    for kind, wanted in confirmed(folder).items():
        there = set(records(STREAMS[kind]))
        lost = [each for each in wanted if data[kind](each) not in there]
        if not wanted or lost:
            sys.exit(f"NOT SO: nothing is lost: of {len(wanted)} {kind} {len(lost)} are")
        shards = len(kinesis.list_shards(StreamName=STREAMS[kind])["Shards"])
        print(f"of {len(wanted)} {kind} none is lost, read again from {shards} old and new shards")


def unreadable():
    nothing = b"this is no event"
    kinesis.put_record(StreamName="EventStream", PartitionKey="1", Data=nothing)
    sqs = boto3.client("sqs")
    queue = sqs.get_queue_url(QueueName="trackbus-production-event-failures")["QueueUrl"]
    deadline = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < deadline:
        for message in sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=1).get("Messages", []):
            print("a record that is no event lies in the queue of failures:", message["Body"][:120])
            return
    sys.exit("NOT SO: a record that is no event lies in the queue of failures")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["put", folder, seconds]:
            put(pathlib.Path(folder), int(seconds))
        case ["arrived", folder]:
            arrived(pathlib.Path(folder))
        case ["in-streams", folder]:
            in_streams(pathlib.Path(folder))
        case ["unreadable"]:
            unreadable()
