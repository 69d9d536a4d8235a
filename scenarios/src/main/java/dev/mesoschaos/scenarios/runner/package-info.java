/**
 * A run in a process of its own. The harness (JUnit, the command line) starts a runner where it can reach the cluster,
 * listens to its progress, and judges what it has written, however it ended.
 */
package dev.mesoschaos.scenarios.runner;
