/** The one place that reads a clock or makes randomness, so that everything else can be given both in a test. */
package dev.mesoschaos.scenarios.time;
