/** The parts of {@code /metrics/snapshot} that masters and agents share (mesos-facts section 9). */
package dev.mesoschaos.testbed.metrics;
