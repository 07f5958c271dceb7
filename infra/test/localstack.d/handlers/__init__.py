"""What the CloudFormation of LocalStack 4.14.0 does not do, and infra/test/localstack needs.

Its handlers for AWS::CloudFormation::Stack and AWS::Kinesis::Stream have no update: both raise NotImplementedError, of
which LocalStack makes a warning in its log, and a success. The one that creates a stream leaves retention and encryption
away. ElastiCache it does not have at all. The handlers here make the calls of AWS' own, described with its resource types.
Of deletion policies it knows Retain alone, and deletes with the stack what RetainExceptOnCreate is to keep.
"""

from localstack.runtime import hooks
from localstack.services.cloudformation.resource_provider import CloudFormationResourceProviderPlugin


@hooks.on_infra_start()
def install():
    from localstack.services.cloudformation.engine.v2.change_set_model_preproc import PreprocResource
    from localstack.services.cloudformation.resource_providers.aws_cloudformation_stack import CloudFormationStackProvider
    from localstack.services.kinesis.resource_providers.aws_kinesis_stream import KinesisStreamProvider

    from handlers import deletion, nested_stack, stream

    PreprocResource.__init__ = deletion.kept(PreprocResource.__init__)
    CloudFormationStackProvider.update = nested_stack.update
    KinesisStreamProvider.create = stream.created_by(KinesisStreamProvider.create)
    KinesisStreamProvider.update = stream.update


class RedisPlugin(CloudFormationResourceProviderPlugin):
    name = "AWS::ElastiCache::ReplicationGroup"

    def load(self):
        from handlers.redis import RedisProvider

        self.factory = RedisProvider
