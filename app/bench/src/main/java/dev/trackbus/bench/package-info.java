/**
 * How fast is it? {@link dev.trackbus.bench.Compare} sets Trackbus beside a bare Vert.x server in one run and counts
 * CPU-seconds, the unit that a noisy machine disturbs least.
 */
package dev.trackbus.bench;
