/**
 * Appending of events. {@code Appender} checks an event, {@code EventEncoder} encodes it as protobuf with {@code ProtobufWriter},
 * and the buffer stores it. Runs on the verticle's event loop and never blocks.
 */
package dev.trackbus.kinesis.append;
