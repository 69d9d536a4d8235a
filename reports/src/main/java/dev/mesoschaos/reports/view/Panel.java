package dev.mesoschaos.reports.view;

/**
 * A chart with its words.
 *
 * @param summary what the chart shows, for those who do not see it
 */
public record Panel(String id, String title, String summary, Chart chart) {}
