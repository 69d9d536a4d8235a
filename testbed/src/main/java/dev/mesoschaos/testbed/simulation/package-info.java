/**
 * Many agents in one process, for tests of scale: each registers, is pinged and runs tasks as an individual over a
 * connection of its own, but nothing is executed. Tasks are simulated and say so in a label of each status.
 *
 * <p>One event loop thread owns all agents ({@link dev.mesoschaos.testbed.simulation.Simulation}). Their state is in
 * memory only: a simulator that is started again is a set of new agents at the old addresses.
 */
package dev.mesoschaos.testbed.simulation;
