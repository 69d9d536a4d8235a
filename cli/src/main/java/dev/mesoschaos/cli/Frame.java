package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.runner.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One picture of a run: some lines, none of them wider than the screen. */
record Frame(String scenario, String headline, Progress progress, Trail trail, List<String> news) {

    private static final int MOST_FAULTS = 4;
    private static final int MOST_CONDITIONS = 3;
    private static final int MOST_COLUMNS = 60;
    private static final int LABEL = 17;
    private static final int NUMBER = 12;

    List<String> lines(int width, Paint paint) {
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(cut(scenario + "  " + headline, width)));
        lines.add(cut(label("phase") + Words.phase(progress) + "  " + Words.clock(progress.elapsed()) + phases(), width));
        faults(lines, width, paint);
        int columns = Math.min(MOST_COLUMNS, width - LABEL - NUMBER);
        if (!trail.indicators().isEmpty()) {
            lines.add(cut(label("time line, 1 s") + trail.faults(columns), width));
        }
        trail.indicators().forEach(indicator -> lines.add(cut(number(indicator, columns), width)));
        progress.stopConditions().stream()
                .limit(MOST_CONDITIONS)
                .forEach(condition -> lines.add(cut(label("stops when") + Words.clean(condition), width)));
        news.forEach(line -> lines.add(cut("  " + line, width)));
        return lines;
    }

    private String phases() {
        String over = trail.phases().entrySet().stream()
                .filter(phase -> phase.getValue() > 0)
                .map(phase -> Words.phase(phase.getKey()) + " " + phase.getValue() + " s")
                .collect(Collectors.joining(", "));
        return over.isEmpty() ? "" : "  after " + over;
    }

    private void faults(List<String> lines, int width, Paint paint) {
        if (progress.openFaults().isEmpty()) {
            lines.add(cut(label("open faults") + "none", width));
        }
        String label = "open faults";
        for (String fault : progress.openFaults().subList(0, Math.min(MOST_FAULTS, progress.openFaults().size()))) {
            lines.add(paint.alarming(cut(label(label) + Words.clean(fault), width)));
            label = "";
        }
        if (progress.openFaults().size() > MOST_FAULTS) {
            lines.add(cut(label("") + (progress.openFaults().size() - MOST_FAULTS) + " more", width));
        }
    }

    private String number(String indicator, int columns) {
        Progress.Gauge gauge = progress.headline().get(indicator);
        return label(indicator) + trail.spark(indicator, columns) + " " + (gauge == null ? "nothing" : gauge.words());
    }

    private static String label(String text) {
        return String.format(Locale.ROOT, "  %-" + (LABEL - 2) + "s", text);
    }

    /** The last column stays free, because some terminals wrap as soon as it is written. */
    private static String cut(String line, int width) {
        int most = Math.max(1, width - 1);
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }
}
