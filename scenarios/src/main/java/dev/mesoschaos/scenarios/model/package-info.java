/** A scenario as data: what a parsed file says, with nothing left to look up. */
package dev.mesoschaos.scenarios.model;
