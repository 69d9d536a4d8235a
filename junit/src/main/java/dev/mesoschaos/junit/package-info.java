/**
 * Chaos in JUnit: {@link dev.mesoschaos.junit.ScenarioTests} makes a test of each scenario of a directory,
 * {@link dev.mesoschaos.junit.ChaosTest} a scenario of a test, which directs the faults in Java.
 */
package dev.mesoschaos.junit;
