# Sourced by tests that run the laid-out image: bubblewrap, and the tracker in it as a container would have it.
# shellcheck shell=bash

infra=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=SCRIPTDIR/../local/cache.sh
. "$infra/local/cache.sh"

# find_bubblewrap: sets bwrap; Debian's package is unpacked in the cache where the command is not installed
find_bubblewrap() {
    bwrap=$(command -v bwrap) && return
    find_python
    local folder=$cache/bubblewrap
    [ -d "$folder" ] || alone bubblewrap part "$folder" unpack_bubblewrap
    bwrap=$folder/usr/bin/bwrap
}

unpack_bubblewrap() {
    (cd "$1" && apt-get download bubblewrap >log 2>&1 && dpkg-deb -x bubblewrap_*.deb .) ||
        fail "bubblewrap is missing: install it (apt-get install bubblewrap; apt-get update may be needed first)"
}

# in_sandbox DIR WRITABLE COMMAND...: runs it with DIR/app at /app, all read-only but /tmp and the journal (in the folder
# WRITABLE; for "app" /app is writable too), as user 10001 without capabilities, seeing no other processes. Java is this
# machine's. Its exit code is the command's; the command's process id is written to DIR/pid.
in_sandbox() {
    local dir=$1 writable=$2 java_home app=--ro-bind each
    shift 2
    java_home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    if [ "$writable" = app ]; then
        app=--bind
        writable=$dir/journal
    fi
    mkdir -p "$writable"
    local places=(--ro-bind /usr /usr --ro-bind "$java_home" /java)
    for each in /lib /lib64 /bin; do
        if [ -L "$each" ]; then
            places+=(--symlink "$(readlink "$each")" "$each")
        elif [ -d "$each" ]; then
            places+=(--ro-bind "$each" "$each")
        fi
    done
    # A Debian JDK keeps its settings in /etc, behind links.
    for each in /etc/java-17-openjdk /etc/ssl/certs /etc/ld.so.cache /etc/hosts /etc/nsswitch.conf; do
        [ ! -e "$each" ] || places+=(--ro-bind "$each" "$each")
    done
    exec "$bwrap" --unshare-user --uid 10001 --gid 10001 --unshare-pid --unshare-ipc --cap-drop ALL --new-session --die-with-parent \
        "${places[@]}" $app "$dir/app" /app --proc /proc --dev /dev --tmpfs /tmp --bind "$writable" /var/lib/trackbus/journal \
        --remount-ro / --clearenv --setenv PATH /java/bin:/usr/bin:/bin --setenv JOURNAL_DIR /var/lib/trackbus/journal \
        "${variables[@]}" --as-pid-1 --info-fd 9 "$@" 9>"$dir/pid"
}

# with VARIABLE=VALUE...: the environment in the sandbox
with() {
    local each
    variables=()
    for each in "$@"; do
        variables+=(--setenv "${each%%=*}" "${each#*=}")
    done
}

# free_ports N: that many ports that nobody listens on, and that Linux gives to no connection
free_ports() {
    python3 - "$1" <<'PYTHON'
import random, socket, sys
ports = []
while len(ports) < int(sys.argv[1]):
    port = random.randrange(15_000, 32_000)
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        continue
    if port not in ports:
        ports.append(port)
print(*ports)
PYTHON
}

# pid_of DIR: of the process in the sandbox, as this machine knows it
pid_of() {
    sed -n 's/.*"child-pid": *\([0-9]*\).*/\1/p' "$1/pid"
}
