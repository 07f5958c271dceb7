"""changes.py STACK NESTED "RESOURCE PROPERTY,PROPERTY"...: the change set by which the nested stack was updated, as it can be
described afterwards, modified these resources in these properties, in place, and nothing else."""

import json
import sys

import boto3

cloudformation = boto3.client("cloudformation")
stack, nested, *wanted = sys.argv[1:]


def properties(change, context):
    return json.loads(change[context])["Properties"]


def described(change):
    before, after = properties(change, "BeforeContext"), properties(change, "AfterContext")
    names = sorted(name for name in before.keys() | after.keys() if str(before.get(name)) != str(after.get(name)))
    values = ", ".join(f"{name} from {before.get(name)} to {after.get(name)}" for name in names)
    return f"{change['LogicalResourceId']} {','.join(names)}", f"{change['LogicalResourceId']}: {values}"


resource = cloudformation.describe_stack_resource(StackName=stack, LogicalResourceId=nested)["StackResourceDetail"]
answer = cloudformation.describe_change_set(
    StackName=resource["PhysicalResourceId"], ChangeSetName="from-parent", IncludePropertyValues=True
)
changes = [each["ResourceChange"] for each in answer["Changes"]]
in_place = all(each["Action"] == "Modify" and each["Replacement"] == "False" for each in changes)
found = sorted(described(each) for each in changes) if in_place else []
if [resources for resources, _ in found] != sorted(wanted):
    sys.exit(f"NOT SO: the change set is about {wanted}: {json.dumps(changes)}")
print(*(f"the change set: {sentence}" for _, sentence in found), sep="\n")
