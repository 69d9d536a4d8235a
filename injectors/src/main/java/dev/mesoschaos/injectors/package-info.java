/** The faults: one file each, with its planner, its effect and its undo. */
package dev.mesoschaos.injectors;
