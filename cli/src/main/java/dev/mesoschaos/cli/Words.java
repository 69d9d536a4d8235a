package dev.mesoschaos.cli;

import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.runner.Progress;
import dev.mesoschaos.scenarios.verdict.Result;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Progress in words, the same in each view. */
final class Words {

    private Words() {}

    /** {@code 1:07}, or {@code 1:02:03} from an hour on. */
    static String clock(Duration elapsed) {
        return elapsed.toHours() == 0
                ? String.format(Locale.ROOT, "%d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart())
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        elapsed.toHours(),
                        elapsed.toMinutesPart(),
                        elapsed.toSecondsPart());
    }

    static String phase(Progress progress) {
        return phase(progress.phase());
    }

    static String phase(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String openFaults(Progress progress) {
        return progress.openFaults().isEmpty() ? "none" : clean(String.join("; ", progress.openFaults()));
    }

    static String headline(Progress progress) {
        return progress.headline().entrySet().stream()
                .map(number -> number.getKey() + " " + number.getValue().words())
                .collect(Collectors.joining(", "));
    }

    static String took(Result result) {
        return clock(result.took());
    }

    /** Without control characters: what a task or a host says of itself must not command the terminal. */
    static String clean(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
