/**
 * The embedded cluster: real ZooKeeper servers, masters and agents as processes of this machine.
 *
 * <p>In the namespaced network each host is its own network, process and host name namespace on the bridge of its rack,
 * and the whole cluster lives in one enclosing namespace that the kernel clears away when the run is over, however it
 * ends. In the proxied network each host is a loopback address, and each link between two processes has its own proxy.
 */
package dev.mesoschaos.clusters.local;
