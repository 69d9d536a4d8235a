/** What the reports show, computed from a journal and its result: pure functions, no markup. */
package dev.mesoschaos.reports.view;
