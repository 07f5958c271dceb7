"""What the account has, asked of each service: a line "kind id" for each thing that has not been deleted.

inventory.py                 prints it
inventory.py again FILE      waits until it is as in FILE; else prints what is more and what is less, and exits with 1
"""

import difflib
import functools
import pathlib
import sys
import time

import boto3
import jmespath

LIMIT_SECONDS = 60

# Deleted things that are still listed do not count. Of LocalStack a mapping may stay Deleting: where it was delivering a batch
# when its function was deleted, its thread goes on trying, as often as the mapping says, before it looks whether to end.
# kind: service, operation, where the ids are in an answer
KINDS = {
    "AWS::CloudFormation::Stack": ("cloudformation", "describe_stacks", "Stacks[?StackStatus!='DELETE_COMPLETE'].StackId"),
    "AWS::EC2::VPC": ("ec2", "describe_vpcs", "Vpcs[].VpcId"),
    "AWS::EC2::Subnet": ("ec2", "describe_subnets", "Subnets[].SubnetId"),
    "AWS::EC2::RouteTable": ("ec2", "describe_route_tables", "RouteTables[].RouteTableId"),
    "AWS::EC2::InternetGateway": ("ec2", "describe_internet_gateways", "InternetGateways[].InternetGatewayId"),
    "AWS::EC2::VPCEndpoint": ("ec2", "describe_vpc_endpoints", "VpcEndpoints[?State!='deleted'].VpcEndpointId"),
    "AWS::EC2::SecurityGroup": ("ec2", "describe_security_groups", "SecurityGroups[].GroupId"),
    "AWS::IAM::Role": ("iam", "list_roles", "Roles[].RoleName"),
    "AWS::KMS::Key": ("kms", "list_keys", "Keys[].KeyId"),
    "AWS::DynamoDB::Table": ("dynamodb", "list_tables", "TableNames[]"),
    "AWS::SecretsManager::Secret": ("secretsmanager", "list_secrets", "SecretList[].ARN"),
    "AWS::Kinesis::Stream": ("kinesis", "list_streams", "StreamNames[]"),
    "AWS::SQS::Queue": ("sqs", "list_queues", "QueueUrls[]"),
    "AWS::Lambda::Function": ("lambda", "list_functions", "Functions[].FunctionName"),
    "AWS::Lambda::EventSourceMapping": ("lambda", "list_event_source_mappings", "EventSourceMappings[?State!='Deleting'].UUID"),
    "AWS::CloudWatch::Alarm": ("cloudwatch", "describe_alarms", "MetricAlarms[].AlarmName"),
    "AWS::CloudWatch::Dashboard": ("cloudwatch", "list_dashboards", "DashboardEntries[].DashboardName"),
    "AWS::Logs::LogGroup": ("logs", "describe_log_groups", "logGroups[].logGroupName"),
    "AWS::SNS::Topic": ("sns", "list_topics", "Topics[].TopicArn"),
    "AWS::SNS::Subscription": ("sns", "list_subscriptions", "Subscriptions[].SubscriptionArn"),
    "AWS::S3::Bucket": ("s3", "list_buckets", "Buckets[].Name"),
}


@functools.cache
def client_of(service):
    return boto3.client(service)


def ids(kind):
    service, operation, path = KINDS[kind]
    client = client_of(service)
    pages = client.get_paginator(operation).paginate() if client.can_paginate(operation) else [getattr(client, operation)()]
    found = [each for page in pages for each in jmespath.search(path, page) or []]
    if kind == "AWS::KMS::Key":
        return [each for each in found if client.describe_key(KeyId=each)["KeyMetadata"]["KeyState"] != "PendingDeletion"]
    return found


def inventory():
    return {kind: set(ids(kind)) for kind in KINDS}


def lines():
    return [f"{kind} {each}" for kind, found in inventory().items() for each in sorted(found)]


def again(wanted):
    deadline = time.monotonic() + LIMIT_SECONDS
    while (there := lines()) != wanted:
        if time.monotonic() > deadline:
            sys.exit("\n".join(difflib.unified_diff(wanted, there, "before", "now", lineterm="", n=0)))
        time.sleep(1)


if __name__ == "__main__":
    if sys.argv[1:]:
        again(pathlib.Path(sys.argv[2]).read_text().splitlines())
    else:
        print(*lines(), sep="\n")
