/** Faults on the clocks of hosts. */
package dev.mesoschaos.injectors.clock;
