/**
 * Launcher of the whole product on one machine: Redis, AWS emulators, both functions and the service, each a child
 * process that ends with this JVM.
 *
 * <p>Start order: {@link dev.trackbus.local.LocalCommand} is the command behind {@code infra/local/start}. {@code
 * LocalRun} checks ports and files, then starts {@link dev.trackbus.local.LocalRedis} with {@link
 * dev.trackbus.local.SamplePrograms}. {@code AwsEmulatorStarter} starts {@link dev.trackbus.local.LocalStack}, or
 * {@link dev.trackbus.local.KinesisMock}, {@link dev.trackbus.local.DynamoDbLocal} and {@link
 * dev.trackbus.local.SqsEmulator}. {@link dev.trackbus.local.Deployment} creates streams, table, queues and functions.
 * {@link dev.trackbus.local.TrackbusProcess} is the service. {@link dev.trackbus.local.StreamReader} and {@code
 * ItemReader} show events and items. Integration tests use the parts.
 *
 * <p>This package must not use the service's classes at run time: the service runs as its packaged jar.
 */
package dev.trackbus.local;
