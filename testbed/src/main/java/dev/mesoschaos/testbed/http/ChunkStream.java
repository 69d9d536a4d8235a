package dev.mesoschaos.testbed.http;

/** An answer that goes on. Its methods may be called from any thread and never block. */
public interface ChunkStream {

    /** Sends one chunk; after the end of the stream it is dropped. */
    void write(byte[] chunk);

    /** Sends the zero-length chunk; the connection stays open unless the request asked to close it. */
    void end();
}
