package dev.mesoschaos.reports.view;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One entry of the time line in words, for those who do not see it drawn. */
public record Happening(String at, String until, String lane, String text) {

    /** More rows are for programs: they are in the journal. */
    static final int MOST = 500;

    static List<Happening> of(List<Lane> lanes) {
        record Timed(double at, Happening happening) {}
        return lanes.stream()
                .flatMap(lane -> Stream.concat(
                        lane.bars().stream()
                                .map(bar -> new Timed(
                                        bar.from(),
                                        new Happening(
                                                words(bar.from()),
                                                bar.open() ? "end unproven" : words(bar.to()),
                                                lane.name(),
                                                bar.text()))),
                        lane.ticks().stream()
                                .map(tick -> new Timed(
                                        tick.at(), new Happening(words(tick.at()), "", lane.name(), tick.text())))))
                .sorted(Comparator.comparingDouble(Timed::at))
                .limit(MOST)
                .map(Timed::happening)
                .toList();
    }

    private static String words(double seconds) {
        return "+" + Words.seconds(seconds);
    }
}
