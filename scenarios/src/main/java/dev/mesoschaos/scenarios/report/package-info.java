/** What a report writer is to the rest. */
package dev.mesoschaos.scenarios.report;
