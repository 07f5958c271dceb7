/** Benchmarks of what only HttpVerticle's own package can call; the others stand in {@code dev.trackbus.bench.micro}. */
package dev.trackbus.http;
