/**
 * System tests of the packaged service in a child process, with Redis and a Kinesis emulator or stub: the documented
 * behaviour, also while dependencies fail. They use the service through its ports only.
 */
package dev.trackbus.local.service;
