/**
 * The journal: what happened, in the order in which it was written, one JSON object a line. It is the truth of a run;
 * everything said about the run later is computed from it.
 */
package dev.mesoschaos.scenarios.journal;
