/**
 * What a fault is: a pure planner that turns targets into a plan, and a thin effect that injects, verifies and undoes a
 * plan. The plan is data, written to the journal before anything happens, and all that an undo needs.
 */
package dev.mesoschaos.scenarios.fault;
