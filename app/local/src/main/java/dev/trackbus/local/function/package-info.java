/**
 * Lambda emulation: runs the packaged jar of a function in a child process under the AWS Lambda runtime client.
 *
 * <p>Data meets the classes in this order: {@link dev.trackbus.local.function.EventSourceMapping} polls a stream.
 * {@code ShardDelivery} forms a {@code KinesisBatch} of a shard and invokes a {@link
 * dev.trackbus.local.function.FunctionInvoker}. {@link dev.trackbus.local.function.LocalFunction} passes the event to
 * its {@code ExecutionEnvironment}. {@code RuntimeApi} hands it to the child process and returns the {@link
 * dev.trackbus.local.function.InvocationResult}. A {@link dev.trackbus.local.function.FunctionHost} runs functions in
 * child processes or in the Lambda of LocalStack.
 *
 * <p>This package must not have a function on its class path: it passes JSON to the function and receives JSON.
 */
package dev.trackbus.local.function;
