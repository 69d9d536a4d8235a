/** Finds the parts that other modules bring. */
package dev.mesoschaos.scenarios.plugin;
