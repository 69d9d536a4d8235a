package dev.mesoschaos.testbed.http;

/** The sending side of one WebSocket. Its methods may be called from any thread and never block. */
public interface WebSocketConnection {

    /** Sends a text frame; on a closed connection it is dropped. */
    void send(String text);

    /** Closes the connection without waiting for the peer. */
    void close();

    /** The IP address of the peer. */
    String peer();
}
