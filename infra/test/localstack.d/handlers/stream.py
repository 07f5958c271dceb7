"""AWS::Kinesis::Stream: retention and encryption of a new one, shards and retention of an existing one."""

import time

from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent

RETENTION_OF_A_NEW_ONE = 24


def created_by(create):
    """LocalStack's own, and then what it leaves away."""

    def created(self, request):
        event = create(self, request)
        if event.status == OperationStatus.SUCCESS:
            client, wanted = request.aws_client_factory.kinesis, event.resource_model
            _retain(client, wanted, RETENTION_OF_A_NEW_ONE)
            if encryption := wanted.get("StreamEncryption"):
                client.start_stream_encryption(StreamName=wanted["Name"], **encryption)
                _wait(client, wanted)
        return event

    return created


def update(self, request):
    client, wanted = request.aws_client_factory.kinesis, request.desired_state
    is_now = client.describe_stream_summary(StreamName=wanted["Name"])["StreamDescriptionSummary"]
    shards = int(wanted.get("ShardCount", is_now["OpenShardCount"]))
    if shards != is_now["OpenShardCount"]:
        client.update_shard_count(StreamName=wanted["Name"], TargetShardCount=shards, ScalingType="UNIFORM_SCALING")
        _wait(client, wanted)
    _retain(client, wanted, is_now["RetentionPeriodHours"])
    return ProgressEvent(OperationStatus.SUCCESS, resource_model={**request.previous_state, **wanted})


def _retain(client, wanted, hours_now):
    hours = int(wanted.get("RetentionPeriodHours", hours_now))
    if hours > hours_now:
        client.increase_stream_retention_period(StreamName=wanted["Name"], RetentionPeriodHours=hours)
    elif hours < hours_now:
        client.decrease_stream_retention_period(StreamName=wanted["Name"], RetentionPeriodHours=hours)
    _wait(client, wanted)


def _wait(client, wanted):
    while client.describe_stream_summary(StreamName=wanted["Name"])["StreamDescriptionSummary"]["StreamStatus"] != "ACTIVE":
        time.sleep(0.1)
