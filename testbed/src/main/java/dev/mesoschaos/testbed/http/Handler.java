package dev.mesoschaos.testbed.http;

/** Answers requests. */
@FunctionalInterface
public interface Handler {

    /** Called on the event loop thread; must not block. */
    void handle(Request request, Exchange exchange);
}
