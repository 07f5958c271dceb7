"""resources.py STACK: each resource that the stack or one of its nested stacks has is listed by its service, but for those
that LocalStack only pretends ("deployed as a fallback")."""

import sys

import boto3
import inventory

# Parts of something that stands in the inventory: asked for in stands.sh, but for stacks, which are walked through, and what a
# security group lets in, which LocalStack pretends.
PARTS = {
    "AWS::CloudFormation::Stack",
    "AWS::EC2::Route",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::EC2::VPCGatewayAttachment",
    "AWS::Lambda::Alias",
    "AWS::Lambda::Version",
    "AWS::S3::BucketPolicy",
    "AWS::SQS::QueuePolicy",
}
STAND_INS = {"AWS::ElastiCache::ReplicationGroup"}

cloudformation = boto3.client("cloudformation")


def resources(stack):
    for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack):
        for each in page["StackResourceSummaries"]:
            yield each["ResourceType"], each.get("PhysicalResourceId", ""), each["LogicalResourceId"]
            if each["ResourceType"] == "AWS::CloudFormation::Stack":
                yield from resources(each["PhysicalResourceId"])


def faked_types(stack):
    stacks = [stack] + [each for kind, each, _ in resources(stack) if kind == "AWS::CloudFormation::Stack"]
    return {
        event["ResourceType"]
        for each in stacks
        for page in cloudformation.get_paginator("describe_stack_events").paginate(StackName=each)
        for event in page["StackEvents"]
        if "fallback" in event.get("ResourceStatusReason", "")
    }


def built(stack):
    there, faked = inventory.inventory(), faked_types(stack)
    count, missing = 0, []
    for kind, physical, logical in resources(stack):
        if kind in PARTS | STAND_INS | faked:
            continue
        count += 1
        if physical not in there.get(kind, ()):
            missing.append(f"{kind} {logical} ({physical})")
    if missing:
        sys.exit("NOT SO: each resource is listed by its service: " + ", ".join(missing))
    print(f"each of {count} resources is listed by its service")


if __name__ == "__main__":
    built(sys.argv[1])
