"""publish_program.py PORT FILE: writes a program (JSON) to the Redis on 127.0.0.1 as a hash and publishes it."""

import json
import sys

import redis


def text(value):
    """Returns a value as text of the hash: lists separated by commas, true and false in lower case."""
    if isinstance(value, list):
        return ",".join(value)
    return value if isinstance(value, str) else json.dumps(value)


with open(sys.argv[2], encoding="utf-8") as file:
    program = json.load(file)
with redis.Redis(host="127.0.0.1", port=int(sys.argv[1])) as client, client.pipeline() as pipe:
    key = f"program:{program['programId']}"
    pipe.delete(key)
    pipe.hset(key, mapping={name: text(value) for name, value in program.items()})
    pipe.publish("program-updates", json.dumps(program, ensure_ascii=False))
    listeners = pipe.execute()[-1]
print(f"{key} written, {listeners} subscribers notified")
sys.exit(listeners == 0)
