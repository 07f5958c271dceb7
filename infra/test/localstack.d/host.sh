# Sourced by test/localstack: LocalStack and a Redis on this machine, the AWS command that talks to it, assertions.
# shellcheck shell=bash

infra=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
parts=$infra/test/localstack.d
# shellcheck source=SCRIPTDIR/../../local/cache.sh
. "$infra/local/cache.sh"
# shellcheck source=SCRIPTDIR/../redis.sh
. "$infra/test/redis.sh"
name=trackbus-production
started=()

# set_up: sets work, a folder for this run, and python, with boto3 and the AWS command: those that LocalStack brings
set_up() {
    find_python
    "$infra/local/localstack" setup
    local environment
    environment=$cache/localstack-4.14.0/python-$(checksum "$infra/local/localstack.d/requirements.txt")-$(python_version)
    python=$environment/bin/python
    work=$(mktemp -d "${TMPDIR:-/tmp}/trackbus-localstack.XXXXXX")
    trap end EXIT
    read -r port redis_port < <("$python" -c 'import socket; s = [socket.create_server(("127.0.0.1", 0)) for _ in "12"]; print(*(x.getsockname()[1] for x in s))')
    export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 \
        AWS_DEFAULT_OUTPUT=text AWS_PAGER='' STAND_IN_REDIS=$redis_port STAND_IN_REDIS_SOCKET=$work/redis.sock PYTHONDONTWRITEBYTECODE=1
    # Version 1 of the command asks AWS itself for queues, whatever AWS_ENDPOINT_URL says.
    mkdir "$work/path"
    printf '#!/bin/sh\nexec "%s" "%s" --endpoint-url "%s" "$@"\n' "$python" "$environment/bin/aws" "$AWS_ENDPOINT_URL" >"$work/path/aws"
    chmod +x "$work/path/aws"
    export PATH=$work/path:$PATH
}

end() {
    local each
    for each in "${started[@]}"; do
        kill -TERM "$each" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    rm -rf "$work"
}

# The functions speak TLS with Redis, as with ElastiCache, and check its certificate: Java is told to trust this one.
start_redis() {
    local keytool
    keytool=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')/bin/keytool
    find_redis
    "$keytool" -genkeypair -alias redis -keyalg RSA -dname CN=localhost -ext SAN=dns:localhost -validity 2 -storetype PKCS12 \
        -keystore "$work/redis.p12" -storepass changeit 2>/dev/null
    "$keytool" -exportcert -rfc -alias redis -keystore "$work/redis.p12" -storepass changeit -file "$work/redis.crt" 2>/dev/null
    "$keytool" -importcert -noprompt -alias redis -file "$work/redis.crt" -keystore "$work/trust.p12" -storepass changeit 2>/dev/null
    "$python" - "$work" <<'PYTHON'
import pathlib, sys
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
folder = pathlib.Path(sys.argv[1])
key = pkcs12.load_key_and_certificates((folder / "redis.p12").read_bytes(), b"changeit")[0]
(folder / "redis.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
PYTHON
    "$redis_server" --port 0 --tls-port "$redis_port" --bind 127.0.0.1 --unixsocket "$STAND_IN_REDIS_SOCKET" --tls-auth-clients no \
        --tls-cert-file "$work/redis.crt" --tls-key-file "$work/redis.key" --tls-ca-cert-file "$work/redis.crt" \
        --save '' --dir "$work" >"$work/redis.log" 2>&1 &
    started+=($!)
    until_so 30 test -S "$STAND_IN_REDIS_SOCKET" || { cat "$work/redis.log" && fail "Redis did not start"; }
}

start_localstack() {
    JAVA_TOOL_OPTIONS="-Djavax.net.ssl.trustStore=$work/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit" PYTHONPATH=$parts \
        "$infra/local/localstack" start --port "$port" >"$work/localstack.log" 2>&1 &
    started+=($!)
    until_so 300 grep -q '^ready' "$work/localstack.log" || { cat "$work/localstack.log" && fail "LocalStack did not start"; }
}

# until_so SECONDS COMMAND...
until_so() {
    local until=$((SECONDS + $1))
    while ! "${@:2}" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$until" ] || return 1
        sleep 0.2
    done
}

# last_words: of LocalStack, whose lines can hold whole batches of records
last_words() {
    grep -E 'WARN|ERROR' "$work/localstack.log" | tail -n 40 | cut -c 1-300 || true
}

# is WANTED SENTENCE ARGUMENTS...: what aws answers, on one line, is that
is() {
    local answer
    answer=$(aws "${@:3}" 2>&1 | tr '\t\n' '  ' | sed 's/ *$//') || true
    [ "$answer" = "$1" ] || fail "NOT SO: $2: $answer instead of $1" 1
    say "proved: $2"
}

# proves SCRIPT ARGUMENTS...: a part in Python, which says what it has found
proves() {
    local said
    said=$("$python" "$parts/$1.py" "${@:2}" 2>&1) || { last_words; fail "$said" 1; }
    while IFS= read -r said; do
        say "proved: $said"
    done <<<"$said"
}

# deploy OPTIONS...: as an operator would; there is no balancer to ask, so it ends at the health gate, after the stacks
deploy() {
    "$infra/bin/deploy" --settings "$work/settings" --gate 0 "$@" >"$work/deploy" 2>&1 || true
    grep -q 'is not healthy after 0 s' "$work/deploy" ||
        { last_words; cat "$work/deploy"; fail "NOT SO: the stacks are deployed" 1; }
}

write_settings() {
    cat >"$work/settings" <<'SETTINGS'
Regions=us-east-1
Bucket=code-{region}
DomainName=t.example.com
HostedZoneId=Z1
Image=trackbus@sha256:0000000000000000000000000000000000000000000000000000000000000000
CertificateArn=arn:aws:acm:us-east-1:000000000000:certificate/1
StreamMode=PROVISIONED
EventShards=2
DeletionProtection=false
SETTINGS
}
