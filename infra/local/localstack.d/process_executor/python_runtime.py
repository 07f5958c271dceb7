"""Runtime client of a Python function. Usage: python_runtime.py MODULE.FUNCTION, in the folder of its code."""

import importlib
import json
import os
import sys
import time
import traceback
import urllib.error
import urllib.request

API = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/"
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Context:
    """Context of an invocation, which the handler receives."""

    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))


def post(path, value):
    OPENER.open(urllib.request.Request(API + path, json.dumps(value).encode(), method="POST")).close()


def described(exception):
    lines = traceback.format_exception(exception)
    return {"errorMessage": str(exception), "errorType": type(exception).__name__, "stackTrace": lines}


def load(name):
    sys.path[0] = os.getcwd()
    module, function = name.rsplit(".", 1)
    return getattr(importlib.import_module(module.replace("/", ".")), function)


def serve(handler):
    while True:
        with OPENER.open(API + "invocation/next") as response:
            context, event = Context(response.headers), json.loads(response.read() or b"null")
        try:
            path, response = "response", handler(event, context)
            json.dumps(response)
        except Exception as e:
            traceback.print_exc()
            path, response = "error", described(e)
        sys.stdout.flush()
        post(f"invocation/{context.aws_request_id}/{path}", response)


def main():
    try:
        handler = load(sys.argv[1])
    except Exception as e:
        post("init/error", described(e))
        sys.exit(1)
    try:
        serve(handler)
    except urllib.error.HTTPError as e:
        sys.exit(0 if e.code == 410 else 1)


main()
