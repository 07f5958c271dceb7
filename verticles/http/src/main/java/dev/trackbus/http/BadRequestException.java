package dev.trackbus.http;

import io.vertx.core.VertxException;

/** A request that ends with a problem document before anybody is asked. Without a stack: it is no defect of ours. */
final class BadRequestException extends VertxException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    BadRequestException(ProblemCode code, String field, String detail) {
        super(detail, true);
        this.problem = new Problem(code, detail, field, "");
    }

    Problem problem() {
        return problem;
    }
}
