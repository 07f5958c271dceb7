package dev.trackbus.kinesis.journal;

import java.io.IOException;

/** Failure to read a file whose format version this release does not know. The file must not be changed. */
final class UnknownFormatException extends IOException {
    private static final long serialVersionUID = 1;

    UnknownFormatException(int version) {
        super("a segment has format version " + version + ", which this release cannot read");
    }
}
