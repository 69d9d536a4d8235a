/** Invariants: what must hold over a whole journal whatever the objectives are. */
package dev.mesoschaos.probes.invariant;
