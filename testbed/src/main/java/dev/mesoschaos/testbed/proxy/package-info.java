/**
 * The embedded proxy server: Toxiproxy's HTTP interface and toxics, on Netty.
 *
 * <p>It stands in for a real {@code toxiproxy-server} where none is installed, so the official client drives either.
 * Data of one connection stay on one event loop, without locks; changes of proxies and toxics run one after the other
 * on the control thread, and are answered when every open connection follows them.
 */
package dev.mesoschaos.testbed.proxy;
