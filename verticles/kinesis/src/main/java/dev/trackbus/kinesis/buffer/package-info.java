/**
 * Where events wait between their answer and their confirmation by Kinesis. {@link dev.trackbus.kinesis.buffer.EventBuffer}
 * is the seam: what is behind it may lie in memory or on disk, what is before it does not notice. Neither Vert.x nor AWS
 * is known here.
 */
package dev.trackbus.kinesis.buffer;
