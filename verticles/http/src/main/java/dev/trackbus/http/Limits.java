package dev.trackbus.http;

import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** How large a request may be, and the server options that see to it. */
final class Limits {
    /** The longest target of a request line, in bytes as sent. */
    static final int URL_BYTES = 8_192;

    /** All header lines together. */
    static final int HEADER_BYTES = 16_384;

    /** The largest body. */
    static final int BODY_BYTES = 65_536;

    /** The longest name of a parameter, in code points. */
    static final int NAME_CHARACTERS = 64;

    /** The longest value of a parameter, in code points. */
    static final int VALUE_CHARACTERS = 1_024;

    /** Code points of a User-Agent that are kept. */
    static final int USER_AGENT_CHARACTERS = 1_024;

    private static final int METHOD_AND_VERSION_BYTES = 64;
    private static final int STREAMS_PER_CONNECTION = 100;

    private Limits() {}

    /** Without the WebSocket extensions, on by default, whose handler logs two lines for each request of a deep pipeline. */
    static HttpServerOptions serverOptions(HttpConfig config) {
        return new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeout((int) config.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxInitialLineLength(URL_BYTES + METHOD_AND_VERSION_BYTES)
                .setMaxHeaderSize(HEADER_BYTES)
                .setHttp2ClearTextEnabled(true)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(STREAMS_PER_CONNECTION)
                        .setMaxHeaderListSize(HEADER_BYTES))
                .setStrictThreadMode(true);
    }
}
