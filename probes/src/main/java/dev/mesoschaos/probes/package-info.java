/**
 * What is measured while a scenario runs, and what is computed from it afterwards: probes write events into the
 * journal, indicators turn the journal into numbers, invariants look in it for what must never happen.
 */
package dev.mesoschaos.probes;
