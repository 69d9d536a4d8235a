/**
 * Probes: each sends something at a fixed rate, whatever becomes of what it sent before, and counts time from the
 * moment it was due. None of them stops at a failure.
 */
package dev.mesoschaos.probes.probe;
