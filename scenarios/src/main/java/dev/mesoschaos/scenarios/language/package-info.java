/** Scenario files: YAML with positions, read strictly, so that every mistake is an error with file, line and column. */
package dev.mesoschaos.scenarios.language;
