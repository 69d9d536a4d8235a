/** Faults on processes and hosts: daemons that die, stand still or start again, hosts that lose their power. */
package dev.mesoschaos.injectors.process;
