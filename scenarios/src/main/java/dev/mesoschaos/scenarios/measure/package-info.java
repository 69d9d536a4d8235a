/** Probes that measure, indicators and invariants that are computed from the journal. */
package dev.mesoschaos.scenarios.measure;
