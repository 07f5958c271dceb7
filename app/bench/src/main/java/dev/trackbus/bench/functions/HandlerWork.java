package dev.trackbus.bench.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;

/** A function through its handler, found by its name as Lambda finds it. */
final class HandlerWork implements Work {
    private static final int MILLIS_LEFT = 60_000;
    private static final String ALL_SETTLED = "{\"batchItemFailures\":[]}";

    private final RequestStreamHandler handler;
    private final Context context = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> method.getReturnType() == int.class ? MILLIS_LEFT : null);

    HandlerWork(String handler) {
        try {
            this.handler = (RequestStreamHandler)
                    Class.forName(handler).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void process(byte[] event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event), answer, context);
        String text = answer.toString(StandardCharsets.UTF_8);
        if (!text.equals(ALL_SETTLED)) {
            throw new IOException("the function gave records back: " + text);
        }
    }
}
