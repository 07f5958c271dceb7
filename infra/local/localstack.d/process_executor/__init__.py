"""LAMBDA_RUNTIME_EXECUTOR=process: LocalStack runs Lambda functions as processes of this machine, not as containers.

Each execution environment is a process that runs the function's own runtime client and an HTTP server, here in
LocalStack, that speaks the AWS Lambda Runtime API with it. Nothing isolates a function or limits its memory.
"""

from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *args, **kwargs):
        from process_executor.executor import ProcessExecutor

        return ProcessExecutor
