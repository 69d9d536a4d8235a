package dev.mesoschaos.workloads.framework;

/**
 * What a task takes from an offer.
 *
 * @param port whether it listens on a port
 */
record Need(double cpus, double memMb, boolean port) {}
