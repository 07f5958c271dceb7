package dev.trackbus.kinesis.journal;

import java.io.IOException;

/** A file is whole, but a version of the product wrote it whose format this one does not know: it must not be touched. */
final class UnknownFormatException extends IOException {
    private static final long serialVersionUID = 1;

    UnknownFormatException(int version) {
        super("a segment has format version " + version + ", which this release can't read");
    }
}
