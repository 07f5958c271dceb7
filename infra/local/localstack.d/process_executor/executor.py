"""Execution environment of a Lambda function in one process."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from localstack import config
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import LambdaRuntimeException, RuntimeExecutor

from process_executor.runtime_api import Invocation, Result, RuntimeApi

HOST = "127.0.0.1"
PASSED_ON = ("PATH", "JAVA_HOME", "JAVA_TOOL_OPTIONS", "LANG", "LC_ALL", "TMPDIR")
GRACE_SECONDS = 5
LOG_TAIL_CHARS = 2_000


class ProcessExecutor(RuntimeExecutor):
    """Runtime executor of LocalStack. One thread at a time calls it, except for stop()."""

    def __init__(self, id, function_version):
        super().__init__(id=id, function_version=function_version)
        self._env_vars = {}
        self._api = None
        self._process = None
        self._log = Path(tempfile.mkstemp(prefix="lambda-", suffix=".log")[1])

    def start(self, env_vars):
        self._env_vars = env_vars
        self._launch()

    def _launch(self):
        self._api = RuntimeApi()
        code = str(self.function_version.config.code.get_unzipped_code_location())
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(code),
                cwd=code,
                env=self._environment(code),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        threading.Thread(target=self._await_end, args=(self._process, self._api), daemon=True).start()
        try:
            self._api.ready.result(config.LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT)
        except RuntimeError as e:
            raise LambdaRuntimeException(str(e)) from e

    def _command(self, code):
        runtime, handler = self.function_version.config.runtime or "", self.function_version.config.handler
        if runtime.startswith("java"):
            classes = f"{code}:{code}/lib/*:{os.environ['LAMBDA_JAVA_RUNTIME_CLIENT']}"
            return ["java", "-cp", classes, "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler]
        if runtime.startswith("python"):
            return [sys.executable, str(Path(__file__).with_name("python_runtime.py")), handler]
        if runtime.startswith("provided"):
            return [f"{code}/bootstrap"]
        raise LambdaRuntimeException(f"Runtime {runtime} is not supported: use java*, python* or provided*")

    def _environment(self, code):
        inherited = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        given = {name: str(value) for name, value in self._env_vars.items()}
        ours = {"AWS_LAMBDA_RUNTIME_API": self._api.address, "LAMBDA_TASK_ROOT": code, "HOME": tempfile.gettempdir()}
        return inherited | given | ours

    def _await_end(self, process, api):
        code = process.wait()
        log_tail = self.get_logs()[-LOG_TAIL_CHARS:]
        api.fail(RuntimeError(f"The process of the function exited with code {code}: {log_tail}"))

    def invoke(self, payload):
        if self._process.poll() is not None:
            self._api.close()
            self._launch()
        seconds = self.function_version.config.timeout
        invocation = Invocation(payload, seconds)
        begin = self._log.stat().st_size
        self._api.invoke(invocation)
        try:
            result = invocation.result.result(seconds)
        except TimeoutError:
            self._process.kill()
            self._process.wait()
            result = _error(f"{invocation.id} Task timed out after {seconds:.2f} seconds")
        except RuntimeError as e:
            result = _error(f"RequestId: {invocation.id} Error: {e}")
        output = self._log.read_bytes()[begin:].decode(errors="replace")
        logs = f"START RequestId: {invocation.id}\n{output}END RequestId: {invocation.id}\n"
        return InvocationResult(invocation.id, result.body, is_error=result.is_error, logs=logs)

    def stop(self):
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
        if self._api:
            self._api.close()
        self._log.unlink(missing_ok=True)

    def get_logs(self):
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def get_address(self):
        return HOST

    def get_endpoint_from_executor(self):
        return HOST

    def get_runtime_endpoint(self):
        return f"http://{HOST}:{config.GATEWAY_LISTEN[0].port}/_localstack_lambda/{self.id}"

    @classmethod
    def prepare_version(cls, function_version):
        if function_version.config.code:
            function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        if function_version.config.code:
            function_version.config.code.destroy_cached()


def _error(message):
    return Result(json.dumps({"errorMessage": message}).encode(), is_error=True)
