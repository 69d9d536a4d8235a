/**
 * Faults on what hosts share out: processors, memory, disks, their way to the network. Each is done by burners, processes
 * on the host that carry a mark in their environment, by which they are found again and ended.
 */
package dev.mesoschaos.injectors.resource;
