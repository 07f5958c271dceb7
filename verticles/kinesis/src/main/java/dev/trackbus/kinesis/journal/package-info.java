/**
 * The journal: events on disk from their answer to their confirmation. Its design is told once, at
 * {@link dev.trackbus.kinesis.journal.Journal}. Neither Vert.x nor AWS is known here.
 */
package dev.trackbus.kinesis.journal;
