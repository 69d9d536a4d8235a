package dev.mesoschaos.reports;

import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.scenarios.measure.Measurement;
import dev.mesoschaos.scenarios.measure.Measurement.Sample;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Ability;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.EnvironmentFingerprint;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Runs of the past whose numbers a test chooses. */
public final class PastRuns {

    private PastRuns() {}

    /** Runs, an hour apart, that each measured one time; at most 6 s are allowed, of which flags explain 2 s. */
    public static List<PastRun> taking(double... seconds) {
        return IntStream.range(0, seconds.length)
                .mapToObj(i -> run(i, seconds[i] <= 6 ? Verdict.PASSED : Verdict.FAILED, Map.of("cpus", "2"), time(seconds[i])))
                .toList();
    }

    /** Runs that each measured a share of a hundred; at least 90 % are due. */
    public static List<PastRun> sharing(double... shares) {
        return Arrays.stream(shares)
                .mapToObj(share -> run(0, share >= 0.9 ? Verdict.PASSED : Verdict.FAILED, Map.of("cpus", "2"), share(share)))
                .toList();
    }

    /** Writes results of runs before the {@link SampleRun}, an hour apart and in its environment, into directories beside it. */
    static void beside(Path run, double... seconds) throws IOException {
        for (int i = 0; i < seconds.length; i++) {
            Path directory = Files.createDirectories(run.resolveSibling("earlier-" + i));
            PastRun past = run(i - seconds.length, Verdict.PASSED, SampleResult.ENVIRONMENT, time(seconds[i]));
            new ResultJson().write(directory, past.result(), SampleRun.harmless().timeline());
        }
    }

    /** A run that says all by itself. */
    public static PastRun run(int hour, Verdict verdict, Map<String, String> environment, Claim... claims) {
        Result some = SampleResult.passed();
        return new PastRun(Path.of("runs", "run-" + hour), new Result(
                some.schema(),
                "run-" + hour,
                some.scenario(),
                some.title(),
                verdict,
                verdict == Verdict.PASSED ? some.why() : "it is " + verdict,
                Optional.empty(),
                List.of(claims),
                List.of(),
                some.ledger(),
                some.doesNotProve(),
                some.run(),
                some.cluster(),
                SampleRun.START.plus(Duration.ofHours(hour)),
                some.took(),
                Optional.of(new Ability(200, 199, 1, 60)),
                environment.isEmpty() ? Optional.empty() : Optional.of(EnvironmentFingerprint.of(environment))));
    }

    /** The objective of {@link #taking}, with samples around its number. */
    public static Claim time(double seconds, double... samples) {
        List<Sample> single = Arrays.stream(samples)
                .mapToObj(value -> new Sample("web", value, false, Map.of()))
                .toList();
        return claim(0, OptionalDouble.of(seconds), 6, 3, single);
    }

    /** The objective of {@link #sharing}. */
    public static Claim share(double share) {
        return claim(1, OptionalDouble.of(share), 0.9, 100, List.of());
    }

    /** An objective whose indicator had nothing to measure. */
    public static Claim nothing() {
        return claim(0, OptionalDouble.empty(), 6, 0, List.of());
    }

    private static Claim claim(int number, OptionalDouble value, double limit, long n, List<Sample> samples) {
        Claim some = SampleResult.passed().claims().get(number);
        boolean kept = value.isPresent()
                && (some.unit() == Unit.RATIO ? value.getAsDouble() >= limit : value.getAsDouble() <= limit);
        Verdict verdict = value.isEmpty() ? Verdict.INCONCLUSIVE : kept ? Verdict.PASSED : Verdict.FAILED;
        return new Claim(
                some.id(), some.indicator(), some.meaning(), some.unit(), some.about(), some.bound(),
                OptionalDouble.of(limit),
                new Measurement(value, false, n, "things", "", samples),
                some.floor(), OptionalDouble.empty(), OptionalDouble.empty(), verdict, "said of " + value);
    }
}
