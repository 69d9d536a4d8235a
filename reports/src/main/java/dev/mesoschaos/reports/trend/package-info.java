/** How the numbers of a scenario go, run after run, among runs of the same environment. */
package dev.mesoschaos.reports.trend;
