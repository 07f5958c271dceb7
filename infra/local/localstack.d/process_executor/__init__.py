"""LocalStack plugin that runs Lambda functions as processes instead of containers (LAMBDA_RUNTIME_EXECUTOR=process).

Each execution environment is a process with the runtime client of the function, and an HTTP server in LocalStack that
serves the AWS Lambda Runtime API to it. A function is not isolated, and its memory is not limited.
"""

from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *args, **kwargs):
        from process_executor.executor import ProcessExecutor

        return ProcessExecutor
