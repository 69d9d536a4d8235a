package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.runner.Progress;
import java.util.ArrayList;
import java.util.List;

/** One picture of a run: some lines, none of them wider than the screen. */
record Frame(String scenario, String headline, Progress progress, List<String> news) {

    List<String> lines(int width, Paint paint) {
        List<String> lines = new ArrayList<>();
        lines.add(paint.bold(cut(scenario + "  " + headline, width)));
        lines.add(cut(label("phase") + Words.phase(progress) + "  " + Words.clock(progress.elapsed()), width));
        String open = cut(label("open faults") + Words.openFaults(progress), width);
        lines.add(progress.openFaults().isEmpty() ? open : paint.alarming(open));
        String numbers = Words.headline(progress);
        lines.add(cut(label("last 5 s") + (numbers.isEmpty() ? "nothing measured yet" : numbers), width));
        news.forEach(line -> lines.add(cut("  " + line, width)));
        return lines;
    }

    private static String label(String text) {
        return String.format("  %-12s", text);
    }

    /** The last column stays free, because some terminals wrap as soon as it is written. */
    private static String cut(String line, int width) {
        int most = Math.max(1, width - 1);
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
    }
}
