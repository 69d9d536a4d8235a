package dev.mesoschaos.probes.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * How exact the HTTP probe is, beside closed loops on the same server; its name keeps it out of builds that do not ask for
 * it.
 */
class AccuracyRun {

    private static final double RATE = 1000;
    private static final Duration LENGTH = Duration.ofSeconds(30);

    /** Whichever is more. */
    private static final double SHARE = 0.05;
    private static final double SECONDS = 0.001;

    @Test
    void printsReportedPercentilesBesideTheTruthAndAClosedLoop() throws Exception {
        new Accuracy(RATE, Duration.ofSeconds(5), Duration.ZERO).figures();
        check("without a stall", new Accuracy(RATE, LENGTH, Duration.ZERO));
        check("with a stall of 2 s", new Accuracy(RATE, LENGTH, Duration.ofSeconds(2)));
    }

    private static void check(String what, Accuracy accuracy) throws Exception {
        List<Accuracy.Figure> figures = accuracy.figures();
        double[] closedLoop = accuracy.closedLoop();
        for (int i = 0; i < closedLoop.length; i++) {
            Accuracy.Figure figure = figures.get(i);
            System.out.printf(Locale.ROOT,
                    "%s: p%s reported %.2f ms, truth %.2f ms, error %.2f ms; closed loops say %.2f ms%n",
                    what, figure.percentile(), 1000 * figure.reported(), 1000 * figure.truth(),
                    1000 * (figure.reported() - figure.truth()), 1000 * closedLoop[i]);
        }
        assertThat(figures).allSatisfy(figure -> assertThat(figure.reported())
                .isCloseTo(figure.truth(), within(Math.max(SHARE * figure.truth(), SECONDS))));
    }
}
