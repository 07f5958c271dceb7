/**
 * Everything on one machine: a real Redis, a Kinesis emulator, sample programs and the service, each a process of its
 * own that ends with this one. {@code infra/local/start} runs {@link dev.trackbus.local.Local}; the integration tests
 * of the whole service use the parts.
 */
package dev.trackbus.local;
