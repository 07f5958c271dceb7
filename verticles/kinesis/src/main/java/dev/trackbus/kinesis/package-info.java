/**
 * The way out: {@link dev.trackbus.kinesis.KinesisVerticle} takes judged events over, encodes and buffers them, and puts
 * them on the Kinesis data stream through its worker half, the {@link dev.trackbus.kinesis.PutRecordsVerticle}s, until each
 * is confirmed. Nothing that was taken over is dropped; what cannot be taken over is refused with the figures.
 */
package dev.trackbus.kinesis;
