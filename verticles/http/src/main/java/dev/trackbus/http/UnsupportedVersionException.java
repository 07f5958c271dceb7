package dev.trackbus.http;

import io.vertx.core.VertxException;

/** HTTP request of a major version that the HTTP/1 codec does not serve. Without a stack: it is no defect of ours. */
final class UnsupportedVersionException extends VertxException {
    private static final long serialVersionUID = 1L;

    UnsupportedVersionException(String version) {
        super(version, true);
    }
}
