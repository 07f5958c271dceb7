# Sourced by test/localstack, after host.sh: what the services say about the deployed resources.
# shellcheck shell=bash

: "${infra:?}" "${name:?}"

stands() {
    is 'CREATE_COMPLETE' "the stack stands" cloudformation describe-stacks --stack-name "$name" --query 'Stacks[0].StackStatus'
    proves resources "$name"
    network_stands
    data_stands
    proves policies "$name"
    functions_stand
    is "$(cat "$infra"/stacks/*.yaml | grep -c 'Type: AWS::CloudWatch::Alarm')" "all alarms" \
        cloudwatch describe-alarms --alarm-name-prefix "$name-" --query 'length(MetricAlarms)'
    is 6 "six log groups" logs describe-log-groups --query 'length(logGroups)'
}

# Of a route LocalStack keeps where it leads to, and not through what: that the gateway is attached is asked beside it.
network_stands() {
    local vpc
    vpc=$(aws ec2 describe-vpcs --filters Name=cidr,Values=10.40.0.0/16 --query 'Vpcs[0].VpcId')
    is 6 "six subnets" ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc" --query 'length(Subnets)'
    is 'us-east-1a us-east-1b us-east-1c' "the private ones over three zones" ec2 describe-subnets --query 'sort(Subnets[].AvailabilityZone)' \
        --filters "Name=vpc-id,Values=$vpc" Name=cidr-block,Values=10.40.64.0/20,10.40.80.0/20,10.40.96.0/20
    is "$(subnets "$vpc" 10.40.0.0/20,10.40.16.0/20,10.40.32.0/20)" "the public subnets, and no others, have a way to the internet" \
        ec2 describe-route-tables --filters "Name=vpc-id,Values=$vpc" \
        --query "sort(RouteTables[?Routes[?DestinationCidrBlock=='0.0.0.0/0']].Associations[].SubnetId[])"
    is "$(subnets "$vpc" 10.40.64.0/20,10.40.80.0/20,10.40.96.0/20)" "the private ones have none" \
        ec2 describe-route-tables --filters "Name=vpc-id,Values=$vpc" \
        --query "sort(RouteTables[?!(Routes[?DestinationCidrBlock=='0.0.0.0/0'])].Associations[].SubnetId[])"
    is "$vpc" "the gateway to the internet is attached" ec2 describe-internet-gateways \
        --filters "Name=attachment.vpc-id,Values=$vpc" --query 'InternetGateways[].Attachments[].VpcId'
    is 8 "eight endpoints" ec2 describe-vpc-endpoints --filters "Name=vpc-id,Values=$vpc" --query 'length(VpcEndpoints)'
    is 0 "no NAT" ec2 describe-nat-gateways --filter "Name=vpc-id,Values=$vpc" --query 'length(NatGateways)'
}

# subnets VPC CIDR,CIDR: their ids, in order
subnets() {
    aws ec2 describe-subnets --filters "Name=vpc-id,Values=$1" "Name=cidr-block,Values=$2" --query 'sort(Subnets[].SubnetId)' | tr '\t' ' '
}

data_stands() {
    is 'ACTIVE PAY_PER_REQUEST 2 KMS' "the events table with both indexes, encrypted" dynamodb describe-table --table-name events \
        --query 'Table.[TableStatus,BillingModeSummary.BillingMode,length(GlobalSecondaryIndexes),SSEDescription.SSEType]'
    is 'expiresAt ENABLED' "its items end" dynamodb describe-time-to-live --table-name events \
        --query 'TimeToLiveDescription.[AttributeName,TimeToLiveStatus]'
    stream_is "the event stream" EventStream 2 168
    stream_is "the core data stream" CoreDataStream 1 168
    is 2 "both failure queues" sqs list-queues --queue-name-prefix "$name" --query 'length(QueueUrls)'
}

# stream_is SENTENCE NAME SHARDS HOURS
stream_is() {
    is "ACTIVE KMS $3 $4" "$1 of $3 shards, $4 hours and encryption" kinesis describe-stream-summary --stream-name "$2" \
        --query 'StreamDescriptionSummary.[StreamStatus,EncryptionType,OpenShardCount,RetentionPeriodHours]'
}

functions_stand() {
    local each function handler
    for each in "event-consumer dev.trackbus.consumer.EventConsumerFunction" "core-data-updater dev.trackbus.updater.CoreDataUpdater"; do
        read -r function handler <<<"$each"
        is "Active $handler::handleRequest" "function $function" lambda get-function-configuration \
            --function-name "$name-$function" --query '[State,Handler]'
        is "1" "its alias live" lambda get-alias --function-name "$name-$function" --name live --query FunctionVersion
        is "True 1000 86400 ReportBatchItemFailures True" "its mapping" lambda list-event-source-mappings --function-name "$name-$function:live" \
            --query "EventSourceMappings[0].[BisectBatchOnFunctionError,MaximumRetryAttempts,MaximumRecordAgeInSeconds,FunctionResponseTypes[0],ends_with(DestinationConfig.OnFailure.Destination,'-failures')]"
    done
}
