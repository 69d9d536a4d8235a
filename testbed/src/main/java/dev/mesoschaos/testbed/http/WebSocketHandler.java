package dev.mesoschaos.testbed.http;

/** What a server does with one WebSocket. All calls come from the event loop thread, in order. */
public interface WebSocketHandler {

    /** The handshake is done. */
    void opened(WebSocketConnection connection);

    /** A text frame arrived. */
    void received(String text);

    /** The connection is gone, whoever closed it. */
    void closed();
}
