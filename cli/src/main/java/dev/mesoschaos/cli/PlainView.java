package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.runner.Progress;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.PrintStream;
import java.time.Duration;

/** One line after another, for logs: news at once, and every ten seconds a sign of life. */
public final class PlainView implements View {

    private static final Duration BEAT = Duration.ofSeconds(10);

    private final PrintStream out;
    private Duration nextBeat = BEAT;

    /** A view that prints to a stream. */
    public PlainView(PrintStream out) {
        this.out = out;
    }

    @Override
    public void started(String scenario, String headline) {
        nextBeat = BEAT;
        out.println(scenario + ": " + headline);
    }

    @Override
    public void progress(Progress progress) {
        if (!progress.news().isEmpty()) {
            say(progress, Words.clean(progress.news()));
        } else if (progress.elapsed().compareTo(nextBeat) >= 0) {
            nextBeat = progress.elapsed().plus(BEAT);
            String numbers = Words.headline(progress);
            say(progress, Words.phase(progress) + ", open faults: " + Words.openFaults(progress)
                    + (numbers.isEmpty() ? "" : ", " + numbers));
        }
    }

    @Override
    public void ended(Result result) {
        out.println("  " + result.verdict() + " after " + Words.took(result) + ": " + Words.clean(result.why()));
    }

    @Override
    public void broken(String reason) {
        out.println("  ERROR: " + Words.clean(reason));
    }

    private void say(Progress progress, String line) {
        out.println(String.format("  %5s  %s", Words.clock(progress.elapsed()), line));
    }
}
