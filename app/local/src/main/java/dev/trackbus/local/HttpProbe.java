package dev.trackbus.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** HTTP readiness probe that keeps no connection. */
final class HttpProbe {
    private static final int TIMEOUT_MILLIS = 1_000;

    private HttpProbe() {}

    /**
     * Sends one GET request. Blocks for two seconds at most.
     *
     * @param uri http URI
     * @return whether the response status was 200
     */
    static boolean isOk(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
