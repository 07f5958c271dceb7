package dev.trackbus.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks whether something answers, without keeping a connection to it. */
final class HttpProbe {
    private static final int ANSWER_MILLIS = 1_000;

    private HttpProbe() {}

    /**
     * One GET. Blocks for two seconds at most.
     *
     * @param uri http
     * @return whether the answer was 200
     */
    static boolean isOk(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
