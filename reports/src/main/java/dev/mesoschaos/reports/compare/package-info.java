/** What changed between two groups of runs, with the noise of repeated runs taken into account. */
package dev.mesoschaos.reports.compare;
