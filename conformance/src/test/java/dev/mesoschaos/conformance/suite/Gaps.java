package dev.mesoschaos.conformance.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.conformance.bed.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the testbed is known not to do yet: a resource with one line per test, its name and what is missing. Such a test
 * is skipped with that reason when it fails. Real Mesos has no gaps.
 */
public record Gaps(Map<String, String> reasons) {

    private static final String RESOURCE = "/dev/mesoschaos/conformance/gaps.txt";

    public Gaps {
        reasons = Map.copyOf(reasons);
    }

    /** The gaps of the cluster that settings ask for. */
    public static Gaps of(Settings settings) {
        if (settings.all().containsKey("mesos.home")) {
            return new Gaps(Map.of());
        }
        try (InputStream lines = Gaps.class.getResourceAsStream(RESOURCE)) {
            return parse(new String(lines.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    static Gaps parse(String text) {
        return new Gaps(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1])));
    }

    /** An outcome in the light of what is known. */
    public Outcome judge(Outcome outcome) {
        String reason = reasons.get(outcome.test());
        if (reason == null || outcome.kind() == Outcome.Kind.SKIPPED) {
            return outcome;
        }
        if (outcome.kind() == Outcome.Kind.PASSED) {
            System.out.println("closed: take " + outcome.test() + " out of gaps.txt");
            return outcome;
        }
        return new Outcome(outcome.statement(), outcome.words(), outcome.test(), Outcome.Kind.SKIPPED,
                "known gap: " + reason, outcome.millis());
    }
}
