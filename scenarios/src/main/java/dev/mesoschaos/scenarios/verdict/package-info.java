/** What a run is worth: the lattice of verdicts, the claims that make it up, and the judge. */
package dev.mesoschaos.scenarios.verdict;
