/**
 * What every Lambda on a Kinesis stream does around its own step: reads the event, splits permanent failures (to the
 * failure queue, payload and reason) from transient ones (given back to the stream), writes the metrics, and gets ready
 * for SnapStart. Knows neither what a record means nor where it is stored.
 */
package dev.trackbus.function;
