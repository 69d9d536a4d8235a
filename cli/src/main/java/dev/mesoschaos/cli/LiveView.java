package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.runner.Progress;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A block at the end of the terminal, drawn again over itself whenever something changes. */
final class LiveView implements View {

    private static final int NEWS = 6;
    private static final Progress NOTHING_YET = Progress.of(Phase.OPENING, "");

    private final PrintStream out;
    private final int width;
    private final Paint paint;
    private final Trail trail = new Trail();
    private final Deque<String> news = new ArrayDeque<>();
    private String scenario = "";
    private String headline = "";
    private int drawn;

    LiveView(PrintStream out, int width, Paint paint) {
        this.out = out;
        this.width = width;
        this.paint = paint;
    }

    @Override
    public void started(String name, String about) {
        scenario = name;
        headline = about;
        news.clear();
        trail.clear();
        drawn = 0;
        draw(NOTHING_YET);
    }

    @Override
    public void progress(Progress progress) {
        if (!progress.news().isEmpty()) {
            news.addLast(Words.clock(progress.elapsed()) + "  " + Words.clean(progress.news()));
            if (news.size() > NEWS) {
                news.removeFirst();
            }
        }
        trail.add(progress);
        draw(progress);
    }

    @Override
    public void ended(Result result) {
        erase();
        out.println(paint.verdict(result.verdict()) + "  " + paint.bold(scenario) + " after " + Words.took(result)
                + ": " + Words.clean(result.why()));
    }

    @Override
    public void broken(String reason) {
        erase();
        out.println(paint.alarming("ERROR") + "  " + paint.bold(scenario) + ": " + Words.clean(reason));
    }

    private void draw(Progress progress) {
        List<String> lines = new Frame(scenario, headline, progress, trail, List.copyOf(news)).lines(width, paint);
        out.print(eraser() + String.join(System.lineSeparator(), lines) + System.lineSeparator());
        out.flush();
        drawn = lines.size();
    }

    private void erase() {
        out.print(eraser());
        drawn = 0;
    }

    /** Up to the first line of the last picture, and clear from there to the end of the screen. */
    private String eraser() {
        return drawn == 0 ? "" : "\u001b[" + drawn + "A\r\u001b[J";
    }
}
