/**
 * The built-in workload: a Mesos framework of its own that keeps apps running and places canaries, and so needs no other
 * framework on the cluster.
 */
package dev.mesoschaos.workloads;
