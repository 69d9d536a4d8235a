/**
 * The life of each task as the journal tells it, by both witnesses: what Mesos told the framework, and what the task
 * said of itself.
 */
package dev.mesoschaos.probes.history;
