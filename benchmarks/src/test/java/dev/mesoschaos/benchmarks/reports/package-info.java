/** How fast reports are made. */
package dev.mesoschaos.benchmarks.reports;
