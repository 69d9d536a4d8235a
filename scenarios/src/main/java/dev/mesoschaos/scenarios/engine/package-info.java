/** Runs a scenario: opens, gates, injects, holds, undoes, waits for recovery, closes; and writes the journal. */
package dev.mesoschaos.scenarios.engine;
