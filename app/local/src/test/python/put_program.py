"""put_program.py STREAM FILE: puts a program (JSON) on a Kinesis stream and reads it back."""

import json
import sys
import time

import boto3

LIMIT_SECONDS = 30

kinesis = boto3.client("kinesis")
stream = sys.argv[1]
with open(sys.argv[2], encoding="utf-8") as file:
    program = json.load(file)

put = kinesis.put_record(
    StreamName=stream, PartitionKey=program["programId"], Data=json.dumps(program, ensure_ascii=False).encode()
)
iterator = kinesis.get_shard_iterator(
    StreamName=stream,
    ShardId=put["ShardId"],
    ShardIteratorType="AT_SEQUENCE_NUMBER",
    StartingSequenceNumber=put["SequenceNumber"],
)["ShardIterator"]
records, deadline = [], time.monotonic() + LIMIT_SECONDS
while not records and time.monotonic() < deadline:
    response = kinesis.get_records(ShardIterator=iterator)
    records, iterator = response["Records"], response["NextShardIterator"]
read = json.loads(records[0]["Data"]) if records else None
print(f"put {program}, read {read}")
sys.exit(read != program)
