/**
 * Pages that work without a network: templates, style, scripts and data in one HTML file, which loads nothing and runs
 * no script but its own.
 */
package dev.mesoschaos.reports.page;
