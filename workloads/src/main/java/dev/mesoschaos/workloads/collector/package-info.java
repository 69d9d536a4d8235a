/** Receives what tasks say of themselves: the ground truth beside what Mesos says of them. */
package dev.mesoschaos.workloads.collector;
