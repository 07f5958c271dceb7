# Sourced by tests that need a Redis server.
# shellcheck shell=bash

# find_redis: sets redis_server, from $REDIS_SERVERS, a folder of redis-server-*-linux-*, as the build unpacks it, or else
# the one on the PATH
find_redis() {
    redis_server=$(command -v redis-server || true)
    if [ -n "${REDIS_SERVERS:-}" ]; then
        redis_server=$(find "$REDIS_SERVERS" -name "redis-server-*-linux-$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')")
        chmod +x "$redis_server"
    fi
    [ -x "$redis_server" ] || fail "redis-server is missing: install it, or set REDIS_SERVERS (see the top of this file)"
}
