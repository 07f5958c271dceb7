# Sourced by test/scripts, which has the words that it is written in: what destroy does.
# shellcheck shell=bash

: "${work:?}" "${AWS_ANSWERS:?}"

begin "destroy wants the name, and keeps data"
run 2 destroy --settings "$work/settings"
says 'say --yes trackbus-production'
calls_not 'delete'
printf 'AWS::DynamoDB::Table\tEventsTable\tevents\nAWS::KMS::Key\tDataKey\tkey-1\nAWS::KMS::Key\tOperationsKey\tkey-2\n' >"$AWS_ANSWERS/cloudformation list-stack-resources"
run 0 destroy --settings "$work/settings" --regions us-east-1 --yes trackbus-production
says 'stays: AWS::DynamoDB::Table events'
calls 'delete-stack --stack-name trackbus-production-traffic' 'stack-delete-complete --stack-name trackbus-production-traffic' '^sleep 60' \
    'no-enable-termination-protection' 'delete-stack --stack-name trackbus-production$'
calls_not 'delete-table|schedule-key-deletion'

begin "destroy deletes data when told to, and no key but those that were kept"
printf 'AWS::DynamoDB::Table\tEventsTable\tevents\nAWS::KMS::Key\tDataKey\tkey-1\nAWS::KMS::Key\tOperationsKey\tkey-2\n' >"$AWS_ANSWERS/cloudformation list-stack-resources"
run 0 destroy --settings "$work/settings" --regions us-east-1 --yes trackbus-production --with-data
calls 'delete-stack --stack-name trackbus-production$' 'delete-table --table-name events' 'schedule-key-deletion --key-id key-1'
calls_not 'key-2'

begin "destroy deletes one Region's data at a time"
run 2 destroy --settings "$work/settings" --yes trackbus-production --with-data
says 'one Region at a time: say --regions eu-central-1'
calls_not 'delete'

begin "destroy goes on where it stopped: what the tags name is found without a stack, and nothing else"
: >"$AWS_ANSWERS/no stack"
cat >"$AWS_ANSWERS/resourcegroupstaggingapi get-resources" <<'ARNS'
arn:aws:dynamodb:us-east-1:1:table/events
arn:aws:dynamodb:us-east-1:1:table/other
arn:aws:kinesis:us-east-1:1:stream/EventStream
arn:aws:kinesis:us-east-1:1:stream/CoreDataStream
arn:aws:sqs:us-east-1:1:trackbus-production-event-failures
arn:aws:sqs:us-east-1:1:trackbus-production-core-data-failures
arn:aws:elasticfilesystem:us-east-1:1:file-system/fs-1
arn:aws:s3:::trackbus-production-edge-1-accesslogs-2
arn:aws:s3:::code-us-east-1
arn:aws:kms:us-east-1:1:key/key-1
ARNS
echo last-of-redis >"$AWS_ANSWERS/elasticache describe-snapshots"
run 0 destroy --settings "$work/settings" --regions us-east-1 --yes trackbus-production
says 'stays: AWS::DynamoDB::Table events'
says 'stays: AWS::ElastiCache::Snapshot last-of-redis'
calls_not ' delete-|schedule'
run 0 destroy --settings "$work/settings" --regions us-east-1 --yes trackbus-production --with-data
for each in 'delete-table --table-name events' 'delete-stream --stream-name EventStream' 'delete-stream --stream-name CoreDataStream' \
    'queue-url https://sqs/trackbus-production-event-failures' 'queue-url https://sqs/trackbus-production-core-data-failures' \
    'delete-file-system --file-system-id fs-1' 's3 rb --force s3://trackbus-production-edge-1-accesslogs-2' \
    'delete-snapshot --snapshot-name last-of-redis' 'schedule-key-deletion --key-id key-1'; do
    calls "$each"
done
calls_not 'other|rb .*code-us-east-1|delete-stack'

begin "what can't be deleted stays alone, what is gone is no fault, and a key that goes is not told again"
echo "an index is being made" >"$AWS_ANSWERS/!dynamodb delete-table"
printf 'AWS::DynamoDB::Table\tEventsTable\tevents\nAWS::Kinesis::Stream\tEventStream\tEventStream\nAWS::KMS::Key\tDataKey\tkey-1\n' >"$AWS_ANSWERS/cloudformation list-stack-resources"
run 1 destroy --settings "$work/settings" --regions us-east-1 --yes trackbus-production --with-data
says 'an index is being made'
says 'stays: AWS::DynamoDB::Table events'
calls delete-table 'delete-stream --stream-name EventStream'
calls 'schedule-key-deletion --key-id key-1'
mv "$AWS_ANSWERS/!dynamodb delete-table" "$AWS_ANSWERS/!dynamodb update-table"
echo "An error occurred (ResourceNotFoundException)" >"$AWS_ANSWERS/!dynamodb update-table"
rm "$AWS_ANSWERS/cloudformation list-stack-resources"
printf 'arn:aws:dynamodb:us-east-1:1:table/events\narn:aws:kms:us-east-1:1:key/key-1\n' >"$AWS_ANSWERS/resourcegroupstaggingapi get-resources"
echo PendingDeletion >"$AWS_ANSWERS/kms describe-key"
run 0 destroy --settings "$work/settings" --regions us-east-1 --yes trackbus-production --with-data
calls 'update-table --table-name events'
calls_not 'schedule-key-deletion'

begin "destroy that can't ask what stays says so"
echo denied >"$AWS_ANSWERS/!resourcegroupstaggingapi get-resources"
run 1 destroy --settings "$work/settings" --regions us-east-1 --yes trackbus-production --with-data
says "can't be asked for"

begin "destroy takes a Region out of the traffic alone"
run 0 destroy --settings "$work/settings" --regions us-east-1 --yes trackbus-production --traffic-only
calls 'delete-stack --stack-name trackbus-production-traffic'
calls_not 'delete-stack --stack-name trackbus-production$|^eu'
