"""policies.py STACK: the policies of the bucket of request logs and of both failure queues say what they should, and no more."""

import json
import sys

import boto3

stack = sys.argv[1]
outputs = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["Outputs"]
output = {each["OutputKey"]: each["OutputValue"] for each in outputs}
account = boto3.client("sts").get_caller_identity()["Account"]
bucket, arn = output["AccessLogs"], f"arn:aws:s3:::{output['AccessLogs']}"


def without_tls(actions, *resources):
    return ("Deny", "*", actions, sorted(resources), {"Bool": {"aws:SecureTransport": "false"}})


def said(policy):
    return [
        (each["Effect"], each["Principal"], each["Action"], sorted(as_list(each["Resource"])), each.get("Condition"))
        for each in json.loads(policy)["Statement"]
    ]


def as_list(value):
    return value if isinstance(value, list) else [value]


def proved(what, policy, wanted):
    if sorted(said(policy), key=str) != sorted(wanted, key=str):
        sys.exit(f"NOT SO: {what}: {policy}")
    print(what)


writer = {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}
proved(
    "only the balancer writes request logs, and nobody speaks to their bucket without TLS",
    boto3.client("s3").get_bucket_policy(Bucket=bucket)["Policy"],
    [("Allow", writer, "s3:PutObject", [f"{arn}/AWSLogs/{account}/*"], None), without_tls("s3:*", arn, f"{arn}/*")],
)
sqs = boto3.client("sqs")
urls = output["EventFailuresUrl"], output["CoreDataFailuresUrl"]
attributes = [sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy", "QueueArn"])["Attributes"] for url in urls]
for each in attributes:
    queue = each["QueueArn"]
    proved(
        f"nobody speaks to {queue.split(':')[-1]} without TLS",
        each["Policy"],
        [without_tls("sqs:*", *(other["QueueArn"] for other in attributes))],
    )
