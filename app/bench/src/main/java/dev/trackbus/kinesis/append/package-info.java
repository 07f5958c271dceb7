/** Benchmarks of what only KinesisVerticle's own package can call; the others stand in {@code dev.trackbus.bench.micro}. */
package dev.trackbus.kinesis.append;
