/** Indicators: pure functions from a journal to a number, in which missing data is never good news. */
package dev.mesoschaos.probes.indicator;
