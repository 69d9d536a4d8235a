/** Faults that are broken on purpose, for runs that must not pass; registered only beside the product under test. */
package dev.mesoschaos.ci.broken;
