# Sourced by deploy, plan, status and destroy: settings, one Region after another, calls of AWS.
# shellcheck shell=bash

infra=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
dry_run=
regions=
overrides=()
declare -A settings=()

fail() {
    echo "$1" >&2
    exit "${2:-69}"
}

say() {
    echo "$(date +%T)  ${region:+$region: }$1"
}

# help FILE: the comment at its top
help() {
    sed -n '2,/^set /s/^#\( \|$\)//p' "$1"
}

# read_settings FILE: lines Name=value for every Region, region.Name=value for one; {region} in a value is the Region's name
read_settings() {
    [ -f "$1" ] || fail "--settings: there is no file $1" 2
    local line number=0
    while IFS= read -r line || [ -n "$line" ]; do
        number=$((number + 1))
        case $line in
            '' | '#'*) ;;
            *) set_one "$line" "$1:$number" ;;
        esac
    done <"$1"
}

# set_one NAME=VALUE WHERE
set_one() {
    [[ $1 =~ ^([a-z0-9-]+\.)?([A-Z][A-Za-z0-9]*)=(.*)$ ]] || fail "$2: must be Name=value or region.Name=value, was $1" 2
    known "${BASH_REMATCH[2]}" || fail "$2: ${BASH_REMATCH[2]} is neither a parameter of infra/main.yaml nor Regions, Bucket, DomainName or HostedZoneId" 2
    settings[${BASH_REMATCH[1]}${BASH_REMATCH[2]}]=${BASH_REMATCH[3]}
}

parameters() {
    sed -n '/^Parameters:/,/^Rules:/s/^  \([A-Z][A-Za-z0-9]*\):.*/\1/p' "$infra/main.yaml"
}

known() {
    case $1 in
        Regions | Bucket | DomainName | HostedZoneId) ;;
        Release | CodeBucket | ConsumerCode | UpdaterCode | S3PrefixList | DynamoDbPrefixList) return 1 ;;
        *) parameters | grep -qx "$1" ;;
    esac
}

# setting NAME [DEFAULT]: its value in this Region; without a default it has to be given
setting() {
    local value=${settings[$region.$1]-${settings[$1]-${2-}}}
    [ -n "$value" ] || [ $# -gt 1 ] || fail "$1 is missing: write it into the settings, for $region alone as $region.$1=..." 2
    echo "${value//\{region\}/$region}"
}

# options ARGUMENTS...: reads what all scripts have; own_option of the script reads the others, and sets taken to the number
# of arguments that it used, 0 where it knows no such option
options() {
    local each
    while [ $# -gt 0 ]; do
        taken=2
        case $1 in
            -h | --help) help "$0" && exit ;;
            --settings) read_settings "${2:-}" ;;
            --set) overrides+=("${2:-}") ;;
            --regions) regions=${2:-} ;;
            --dry-run) dry_run=1 taken=1 ;;
            *)
                own_option "$@"
                [ "$taken" -gt 0 ] || fail "unknown argument $1 (see --help)" 2
                ;;
        esac
        [ $# -ge "$taken" ] || fail "$1 needs a value (see --help)" 2
        shift "$taken"
    done
    for each in "${overrides[@]}"; do
        set_one "$each" --set
    done
}

# prepare: Regions are known, the AWS command is there and somebody is signed in
prepare() {
    work=$(mktemp -d "${TMPDIR:-/tmp}/trackbus-regions.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    regions=${regions:-${settings[Regions]-}}
    [[ ,$regions, =~ ^(,[a-z]{2}(-[a-z]+)+-[0-9])+,$ ]] ||
        fail "which Regions? --regions eu-central-1,us-east-1 or Regions= in the settings, was ${regions:-nothing}" 2
    IFS=, read -r -a regions <<<"$regions"
    region=${regions[0]}
    name=trackbus-$(setting Environment production)
    region=
    [ -z "$dry_run" ] || return 0
    command -v aws >/dev/null || fail "the AWS command is missing: install it (https://aws.amazon.com/cli/) and put aws on the PATH"
    account=$(aws sts get-caller-identity --query Account --output text 2>&1) ||
        fail "nobody is signed in to AWS: aws configure, aws sso login, or set AWS_PROFILE (it says: ${account##*$'\n'})"
}

# call ARGUMENTS...: aws in this Region
call() {
    aws --region "$region" --output text "$@"
}

# change ARGUMENTS...: a call that changes something; in a dry run only said, beside its output
change() {
    if [ -n "$dry_run" ]; then
        echo "would run: aws --region $region $*" >&2
    else
        call "$@"
    fi
}

# stack_status STACK: empty where there is none
stack_status() {
    [ -z "$dry_run" ] || return 0
    call cloudformation describe-stacks --stack-name "$1" --query 'Stacks[0].StackStatus' 2>/dev/null || true
}

# alarms: those of this environment that ring. Only names that the templates have: trackbus-production-x-p99 is not ours.
alarms() {
    [ -z "$dry_run" ] || return 0
    call cloudwatch describe-alarms --alarm-name-prefix "$name-" --state-value ALARM --query 'MetricAlarms[].AlarmName' |
        tr '\t' '\n' | sort | comm -12 - <(sed -En "s/^ *AlarmName: !Sub \"?\\$\{Name\}-([a-z0-9-]+)\"?$/$name-\1/p" "$infra"/stacks/*.yaml | sort)
}

# output NAME: of the Region's stack
output() {
    if [ -n "$dry_run" ]; then
        echo "($1)"
    else
        call cloudformation describe-stacks --stack-name "$name" --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue | [0]"
    fi
}

check_bucket() {
    [ -z "$dry_run" ] || return 0
    local where
    where=$(call s3api get-bucket-location --bucket "$1" --query LocationConstraint 2>&1) ||
        fail "bucket $1 can't be used: make it (aws s3 mb s3://$1 --region $region) or name another as Bucket= (AWS says: ${where##*$'\n'})"
    [ "$where" != None ] || where=us-east-1
    [ "$where" = "$region" ] || fail "bucket $1 is in $where: functions in $region need one in their own Region (Bucket=name-{region})"
}

# upload FILE: puts it under its checksum, unless it is there; sets key
upload() {
    [ -f "$1" ] || fail "${1#"$infra"/../} is missing: build it with mvn -DskipTests package"
    key=trackbus/$(basename "$1" .jar)-$(sha256sum "$1" | cut -c 1-16).jar
    if [ -n "$dry_run" ] || ! call s3api head-object --bucket "$bucket" --key "$key" >/dev/null 2>&1; then
        change s3 cp --only-show-errors "$1" "s3://$bucket/$key"
    fi
}

prefix_list() {
    if [ -n "$dry_run" ]; then
        echo "(prefix list of $1)"
        return
    fi
    local id
    id=$(call ec2 describe-managed-prefix-lists --filters "Name=prefix-list-name,Values=com.amazonaws.$region.$1" --query 'PrefixLists[0].PrefixListId')
    [ "$id" != None ] || fail "AWS has no prefix list com.amazonaws.$region.$1"
    echo "$id"
}

# propose: makes a change set from templates, code and settings; sets proposal to its ARN, or to nothing where nothing would change
propose() {
    bucket=$(setting Bucket)
    check_bucket "$bucket"
    local key template given=() each value
    template=$work/$region.yaml
    upload "$infra/../app/event-consumer/target/event-consumer.jar"
    given+=("ConsumerCode=$key")
    upload "$infra/../app/core-data-updater/target/core-data-updater.jar"
    given+=("UpdaterCode=$key" "CodeBucket=$bucket" "S3PrefixList=$(prefix_list s3)" "DynamoDbPrefixList=$(prefix_list dynamodb)")
    for each in $(parameters); do
        if known "$each" && { [ -n "${settings[$each]+set}" ] || [ -n "${settings[$region.$each]+set}" ]; }; then
            value=$(setting "$each" '')
            given+=("$each=$value")
        fi
    done
    change cloudformation package --template-file "$infra/main.yaml" --s3-bucket "$bucket" --s3-prefix trackbus/templates \
        --output-template-file "$template" >"$work/package" 2>&1 || { cat "$work/package" && fail "the templates could not be uploaded to $bucket" 1; }
    [ -z "$dry_run" ] || { cat "$work/package" && cp "$infra/main.yaml" "$template"; }
    given+=("Release=$({ cat "$template" && printf '%s\n' "${given[@]}"; } | sha256sum | cut -c 1-12)")
    create_change_set "$template"
}

# create_change_set TEMPLATE: with the caller's parameters
create_change_set() {
    local kind=UPDATE status list=() each
    status=$(stack_status "$name")
    case $status in
        '' | REVIEW_IN_PROGRESS) kind=CREATE ;;
        *_IN_PROGRESS) fail "$name in $region is $status: wait until that is over" 1 ;;
        ROLLBACK_COMPLETE | ROLLBACK_FAILED | DELETE_FAILED) fail "$name in $region is $status: remove it (infra/bin/destroy --regions $region), then try again; for what it says stays see infra/README.md, Taking it away" 1 ;;
    esac
    for each in "${given[@]}"; do
        list+=("ParameterKey=${each%%=*},ParameterValue=\"${each#*=}\"")
    done
    proposal=$(change cloudformation create-change-set --stack-name "$name" --change-set-name "change-$(date -u +%Y%m%d%H%M%S)" \
        --change-set-type $kind --include-nested-stacks --template-body "file://$1" --parameters "${list[@]}" \
        --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND --tags Key=application,Value=trackbus "Key=environment,Value=${name#trackbus-}" \
        --query Id) || fail "$name in $region: no change set" 1
    if [ -n "$dry_run" ]; then
        proposal="(change set)"
        return
    fi
    call cloudformation wait change-set-create-complete --change-set-name "$proposal" 2>/dev/null || nothing_changes
}

nothing_changes() {
    local reason
    reason=$(call cloudformation describe-change-set --change-set-name "$proposal" --query StatusReason)
    call cloudformation delete-change-set --change-set-name "$proposal" >/dev/null || true
    [[ $reason == *"didn't contain changes"* || $reason == *"No updates are to be performed"* ]] || fail "$name in $region: $reason" 1
    proposal=
}

# stacks_of STACK: itself and its nested ones
stacks_of() {
    local each
    echo "$1"
    for each in $(call cloudformation list-stack-resources --stack-name "$1" \
        --query "StackResourceSummaries[?ResourceType=='AWS::CloudFormation::Stack' && PhysicalResourceId].PhysicalResourceId"); do
        stacks_of "$each"
    done
}

# failures STACK: what went wrong, newest first
failures() {
    local each
    for each in $(stacks_of "$1"); do
        call cloudformation describe-stack-events --stack-name "$each" --max-items 200 \
            --query "StackEvents[?ends_with(ResourceStatus, '_FAILED') && ResourceStatusReason != 'Resource creation cancelled'].[Timestamp,LogicalResourceId,ResourceStatusReason]" || true
    done | grep -v '^None$' | sort -ru | sed -n 1,20p >&2
}
