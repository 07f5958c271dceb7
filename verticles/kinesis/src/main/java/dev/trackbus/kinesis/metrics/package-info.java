/**
 * Meters of the module, all below {@code trackbus.kinesis}. No other package creates meters.
 */
package dev.trackbus.kinesis.metrics;
