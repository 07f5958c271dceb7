"""AWS::ElastiCache::ReplicationGroup is a Redis of this machine, which runs already: $STAND_IN_REDIS is its TLS port, and
$STAND_IN_REDIS_SOCKET its socket. As ElastiCache it wants the password that the template gives."""

import os
import socket

from localstack.services.cloudformation.resource_provider import OperationStatus, ProgressEvent, ResourceProvider


class RedisProvider(ResourceProvider):
    TYPE = "AWS::ElastiCache::ReplicationGroup"
    SCHEMA = {"primaryIdentifier": ["/properties/ReplicationGroupId"]}

    def create(self, request):
        wanted = request.desired_state
        with socket.socket(socket.AF_UNIX) as redis:
            redis.connect(os.environ["STAND_IN_REDIS_SOCKET"])
            redis.sendall(f"CONFIG SET requirepass {wanted['AuthToken']}\r\n".encode())
            if redis.recv(100) != b"+OK\r\n":
                return ProgressEvent(OperationStatus.FAILED, resource_model={}, message="Redis takes no password")
        endpoint = {"Address": "localhost", "Port": os.environ["STAND_IN_REDIS"]}
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={**wanted, "PrimaryEndPoint": endpoint})

    def update(self, request):
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={**request.previous_state, **request.desired_state})

    def delete(self, request):
        return ProgressEvent(OperationStatus.SUCCESS, resource_model={})
