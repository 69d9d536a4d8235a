/**
 * Real Apache ZooKeeper servers as processes of the embedded cluster, and a look at how they are.
 *
 * <p>Everything that a server does is Apache's own code; this package only turns flags into its configuration, with
 * limits that suit a cluster whose sessions live for seconds.
 */
package dev.mesoschaos.testbed.zookeeper;
