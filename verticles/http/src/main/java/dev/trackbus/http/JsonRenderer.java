package dev.trackbus.http;

import io.vertx.core.http.HttpServerRequest;

/** Renderer of outcomes as JSON: the program's fields for an accepted request, a problem document for any other. */
final class JsonRenderer implements OutcomeRenderer {
    private final Responder responder;
    private final AcceptedJson accepted = new AcceptedJson();

    JsonRenderer(Responder responder) {
        this.responder = responder;
    }

    @Override
    public void render(HttpServerRequest request, Outcome outcome, boolean last) {
        if (outcome instanceof Outcome.Accepted is) {
            responder.accepted(request, accepted.of(is.request(), is.program()));
        } else if (last) {
            responder.problem(request, problem(outcome), true);
        } else {
            responder.problem(request, problem(outcome));
        }
    }

    private static Problem problem(Outcome outcome) {
        return outcome instanceof Outcome.Rejected is
                ? Problem.about(ProblemCode.of(is.reason()), is.parameter(), is.messageId())
                : ((Outcome.Failed) outcome).problem();
    }
}
