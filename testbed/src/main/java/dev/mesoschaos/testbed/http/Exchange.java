package dev.mesoschaos.testbed.http;

import java.util.Map;

/** The answering side of one request. Exactly one of its methods is called, once, from any thread. */
public interface Exchange {

    /** Answers at once and completely. */
    void respond(Response response);

    /**
     * Answers 200 and keeps the answer open for chunks.
     *
     * @param headers further headers of the answer
     * @param closed called once when the peer is gone, or when {@link ChunkStream#end} was called
     */
    ChunkStream stream(Map<String, String> headers, Runnable closed);

    /** Turns the connection into a WebSocket; a request that asks for none is answered 400. */
    void webSocket(WebSocketHandler handler);
}
