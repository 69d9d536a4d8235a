/**
 * A small HTTP/1.1 server on Netty with the parts that Mesos-compatible servers need: full control over status and
 * headers, streams of chunks that notice at once when the peer leaves, answers in the order of the requests, WebSockets.
 *
 * <p>Handlers run on the one event loop thread and must not block; answers may be given from any thread, later.
 */
package dev.mesoschaos.testbed.http;
