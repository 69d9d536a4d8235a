/**
 * A master that speaks Mesos 1.11's v1 HTTP API and, towards agents, the testbed's own wire format.
 *
 * <p>One actor thread owns all state, so there are no locks: {@code MasterMain} wires the parts, {@code MasterNode} is
 * follower, recovering or leading, {@code Leadership} holds what a leader has, {@code Cluster} is its data. The rules
 * are in classes without sockets: {@code Allocator}, {@code PingObserver}, {@code RegistryState}, {@code Reconciler}.
 */
package dev.mesoschaos.testbed.master;
