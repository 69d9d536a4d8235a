/**
 * The kernel: the scenario language, the engine that runs it, the journal it writes, and the interfaces that faults,
 * probes, workloads, clusters and reports implement. Those never know each other; they meet here.
 */
package dev.mesoschaos.scenarios;
