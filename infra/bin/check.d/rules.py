"""Rules of our own about the templates, for what cfn-lint and checkov do not see.

Called as: rules.py TEMPLATES [CHECKOV_JSON]; prints a line for each fault and exits with 1 if there is one.
"""

import ipaddress
import json
import pathlib
import re
import sys

import yaml


class Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms."""


def _short_form(loader, suffix, node):
    name = suffix if suffix in ("Ref", "Condition") else "Fn::" + suffix
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        return {name: value.split(".", 1) if suffix == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    return {name: loader.construct_mapping(node, deep=True)}


Loader.add_multi_constructor("!", _short_form)

faults = []


def fault(place, message):
    faults.append(f"{place}: {message}")


def as_list(value):
    return value if isinstance(value, list) else [value]


def resources(templates, *types):
    for file, template in templates.items():
        for name, resource in template["Resources"].items():
            if not types or resource["Type"] in types:
                yield f"{file} {name}", resource, resource.get("Properties", {})


def every(value):
    """The value and all that is in it."""
    yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from every(child)


def nested(templates, main):
    """Calls of nested stacks match their parameters, and outputs that are asked for exist."""
    outputs = {}
    for place, stack, properties in resources({"main.yaml": main}, "AWS::CloudFormation::Stack"):
        name = place.split()[1]
        file = properties["TemplateURL"]
        if file not in templates:
            fault(place, f"there is no template {file}")
            continue
        outputs[name] = templates[file].get("Outputs", {})
        declared = templates[file].get("Parameters", {})
        given = properties.get("Parameters", {})
        for parameter in given.keys() - declared.keys():
            fault(place, f"{file} has no parameter {parameter}")
        for parameter in declared.keys() - given.keys():
            if "Default" not in declared[parameter]:
                fault(place, f"{file} needs parameter {parameter}")
    for stack, output in asked_outputs(main):
        if stack in outputs and output not in outputs[stack]:
            fault("main.yaml", f"{stack} has no output {output}")


def asked_outputs(main):
    for value in every(main):
        if isinstance(value, dict) and "Fn::GetAtt" in value:
            stack, _, output = ".".join(value["Fn::GetAtt"]).partition(".Outputs.")
            yield stack, output
        if isinstance(value, dict) and "Fn::Sub" in value:
            yield from re.findall(r"\$\{(\w+)\.Outputs\.(\w+)\}", str(value["Fn::Sub"]))


PRIVATE = [ipaddress.ip_network(each) for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7")]


def public(rule):
    """Whether addresses of the internet are let in; an address that a template puts together is one of the VPC."""
    networks = [ipaddress.ip_network(rule[key]) for key in ("CidrIp", "CidrIpv6") if isinstance(rule.get(key), str)]
    return any(not any(n.version == p.version and n.subnet_of(p) for p in PRIVATE) for n in networks)


def open_groups(templates):
    """Only what says why may be reached from the internet, and then at 80 and 443 alone."""
    for place, resource, properties in resources(
        templates, "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress"
    ):
        rules = properties.get("SecurityGroupIngress", [properties] if "GroupId" in properties else [])
        reason = resource.get("Metadata", {}).get("trackbus", {}).get("public", "")
        for rule in rules:
            if public(rule):
                ports = rule.get("FromPort"), rule.get("ToPort")
                if ports not in ((443, 443), (80, 80)) or len(reason) < 20:
                    fault(place, f"ports {ports[0]}-{ports[1]} are open to everybody, without a reason (Metadata, trackbus, public)")


def all_of_a_kind(resource):
    """Whether it is *, or an ARN with * for Region, account or the whole resource."""
    text = re.sub(r"\$\{[^}]*\}", "x", str(resource.get("Fn::Sub", "")) if isinstance(resource, dict) else resource)
    parts = text.split(":", 5)
    return text.startswith("*") or (len(parts) == 6 and ("*" in parts[2] + parts[3] + parts[4] or parts[5].startswith("*")))


def wildcards(templates):
    """No role may do everything or be taken by everybody; a statement about all resources says why there are no fewer."""
    for place, resource, properties in resources(templates, "AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
        reasons = resource.get("Metadata", {}).get("trackbus", {}).get("wildcards", {})
        for policy in properties.get("ManagedPolicyArns", []):
            fault(place, f"has the managed policy {policy}; say in Policies what it may do")
        for statement in properties.get("AssumeRolePolicyDocument", {}).get("Statement", []):
            if "*" in every(statement.get("Principal", "*")):
                fault(place, "everybody may take this role")
        policies = properties.get("Policies", [properties])
        for statement in (s for p in policies for s in p.get("PolicyDocument", {}).get("Statement", [])):
            sid = statement.get("Sid", "?")
            for action in as_list(statement.get("Action", "*")):
                if "*" in action:
                    fault(place, f"statement {sid} allows {action}")
            if any(all_of_a_kind(each) for each in as_list(statement.get("Resource", "*"))) and len(reasons.get(sid, "")) < 20:
                fault(place, f"statement {sid} is about all resources, without a reason (Metadata, trackbus, wildcards)")


MAPPING = {
    "BatchSize": lambda value: bool(value),
    "MaximumBatchingWindowInSeconds": lambda value: value is not None,
    "ParallelizationFactor": lambda value: bool(value),
    "BisectBatchOnFunctionError": lambda value: value is True,
    "MaximumRetryAttempts": lambda value: value is not None and value != -1,
    "MaximumRecordAgeInSeconds": lambda value: value is not None and value != -1,
    "FunctionResponseTypes": lambda value: value == ["ReportBatchItemFailures"],
    "DestinationConfig": lambda value: bool((value or {}).get("OnFailure", {}).get("Destination")),
}


def mappings(templates):
    """A record that fails ends somewhere: nothing blocks its shard for ever, nothing goes silently."""
    for place, _, properties in resources(templates, "AWS::Lambda::EventSourceMapping"):
        for name, holds in MAPPING.items():
            if not holds(properties.get(name)):
                fault(place, f"{name} is missing or says the wrong thing: {properties.get(name)}")


def skips(templates):
    """Each of checkov's checks that is skipped says why."""
    for place, _, skip in all_skips(templates):
        if len(str(skip.get("comment", ""))) < 30:
            fault(place, f"{skip['id']} is skipped without a reason")


def all_skips(templates):
    for place, resource, _ in resources(templates):
        for skip in resource.get("Metadata", {}).get("checkov", {}).get("skip", []):
            yield place, place.split()[1], skip


# It has no check about nested stacks and Route 53's records.
UNKNOWN_TO_CHECKOV = {"main.yaml", "stacks/traffic.yaml"}


def checked(templates, report):
    """Checkov has found nothing, has read all templates, and would find what it is told to skip."""
    results = report["results"]
    for each in results["failed_checks"]:
        fault(f"{each['file_path'].lstrip('/')} {each['resource'].split('.')[-1]}", f"{each['check_id']} {each['check_name']}")
    for each in results.get("parsing_errors", []):
        fault(each, "checkov can't read it")
    seen = {each["file_path"].lstrip("/") for kind in ("passed_checks", "failed_checks") for each in results[kind]}
    for file in templates.keys() - seen - UNKNOWN_TO_CHECKOV:
        fault(file, "checkov did not look at it")
    used = {(each["check_id"], each["resource"].split(".")[-1]) for each in results["skipped_checks"]}
    for place, name, skip in all_skips(templates):
        if (skip["id"], name) not in used:
            fault(place, f"{skip['id']} is skipped, but checkov does not ask it")


def alarms(templates, folder):
    """The runbook's table has a row for each alarm."""
    runbook = folder / "README.md"
    text = runbook.read_text() if runbook.exists() else ""
    for place, _, properties in resources(templates, "AWS::CloudWatch::Alarm"):
        name = properties["AlarmName"]["Fn::Sub"].replace("${Name}-", "")
        if f"\n| `{name}` | " not in text:
            fault(place, f"README.md has no row about the alarm {name}")


def table(templates):
    """The table is the one that the event consumer writes to."""
    root = pathlib.Path(__file__).resolve().parents[3]
    definition = root / "app/event-consumer/src/main/resources/events-table.json"
    wanted = json.loads(definition.read_text())
    for place, _, properties in resources(templates, "AWS::DynamoDB::Table"):
        for part in ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes"):
            if properties.get(part) != wanted[part]:
                fault(place, f"{part} is not that of {definition.name}")


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    files = [folder / "main.yaml", *sorted(folder.glob("stacks/*.yaml"))]
    templates = {str(f.relative_to(folder)): yaml.load(f.read_text(), Loader) for f in files}
    if len(sys.argv) > 2:
        checked(templates, json.loads(pathlib.Path(sys.argv[2]).read_text()))
    else:
        nested(templates, templates["main.yaml"])
        open_groups(templates)
        wildcards(templates)
        mappings(templates)
        skips(templates)
        alarms(templates, folder)
        table(templates)
    for each in faults:
        print(each)
    sys.exit(1 if faults else 0)


main()
