/** Runs of the past: finding their results, saying which can be compared, and how their numbers went. */
package dev.mesoschaos.reports.history;
