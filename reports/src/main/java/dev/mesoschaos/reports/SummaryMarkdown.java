package dev.mesoschaos.reports;

import dev.mesoschaos.reports.view.ClaimRow;
import dev.mesoschaos.reports.view.Fact;
import dev.mesoschaos.reports.view.InvariantRow;
import dev.mesoschaos.reports.view.Words;
import dev.mesoschaos.scenarios.journal.Phase;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.report.ReportWriter;
import dev.mesoschaos.scenarios.verdict.LedgerEntry;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code summary.md}: a run in short, for pull requests and chats. */
public final class SummaryMarkdown implements ReportWriter {

    /** Name of the file. */
    public static final String FILE = "summary.md";

    @Override
    public void write(Path run, Result result, Timeline timeline) throws IOException {
        Output.write(run.resolve(FILE), of(result) + interruption(timeline));
    }

    static String of(Result result) {
        return verdict(result)
                + claims(ClaimRow.of(result.claims()))
                + invariants(InvariantRow.of(result.invariants()))
                + ledger(result.ledger())
                + limits(result.doesNotProve())
                + again(result);
    }

    private static String interruption(Timeline timeline) {
        return timeline.entered(Phase.ENDED).isPresent()
                ? ""
                : "\nThis run has not come to its end: it still goes on, or was interrupted.\n";
    }

    private static String verdict(Result result) {
        String facts = Fact.of(result).stream()
                .map(fact -> Markdown.text(fact.name()) + " " + Markdown.text(fact.value()))
                .collect(Collectors.joining(" · "));
        return "## " + Words.sign(result.verdict()) + " " + result.verdict() + ": " + Markdown.text(result.title())
                + "\n\n" + Markdown.text(result.why()) + "\n\n" + facts + "\n";
    }

    private static String claims(List<ClaimRow> claims) {
        if (claims.isEmpty()) {
            return "";
        }
        String head = Markdown.head(
                List.of("Claim", "Must be", "Measured", "n", "Floor", "Baseline", "Margin", "Verdict"));
        return "\n### Claims\n\n" + head
                + claims.stream()
                        .map(claim -> row(
                                claim.indicator() + ", " + claim.about(),
                                claim.bound(),
                                claim.measured(),
                                Long.toString(claim.n()),
                                claim.floor(),
                                claim.baseline(),
                                claim.margin(),
                                claim.badge().sign() + " " + claim.badge().word()))
                        .collect(Collectors.joining());
    }

    private static String invariants(List<InvariantRow> invariants) {
        if (invariants.isEmpty()) {
            return "";
        }
        return "\n### Invariants\n\n" + Markdown.head(List.of("Invariant", "Checked", "Violations", "Verdict"))
                + invariants.stream()
                        .map(claim -> row(
                                claim.id(),
                                claim.checked() + " " + claim.population(),
                                claim.violations().isEmpty() ? "none" : String.join("; ", claim.violations()),
                                claim.badge().sign() + " " + claim.badge().word()))
                        .collect(Collectors.joining());
    }

    private static String ledger(List<LedgerEntry> ledger) {
        if (ledger.isEmpty()) {
            return "\nNothing was injected.\n";
        }
        return "\n### Safety ledger\n\n"
                + Markdown.head(List.of("Fault", "Targets", "State", "Effect", "Undo", "Hosts afterwards"))
                + ledger.stream()
                        .map(entry -> row(
                                entry.harm() + " (" + entry.fault() + ")",
                                String.join(", ", entry.targets()),
                                entry.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                entry.injectTook().map(took -> "seen after " + Words.duration(took) + ": ").orElse("")
                                        + entry.effectEvidence(),
                                entry.undoTook().map(took -> "seen after " + Words.duration(took) + ": ").orElse("")
                                        + entry.undoEvidence(),
                                entry.fingerprints()))
                        .collect(Collectors.joining())
                + byHand(ledger);
    }

    private static String byHand(List<LedgerEntry> ledger) {
        List<String> lines = ledger.stream().flatMap(entry -> entry.byHand().stream()).toList();
        return lines.isEmpty()
                ? ""
                : "\nTo be undone by hand, on these hosts, as root:\n\n" + Markdown.code(String.join("\n", lines)) + "\n";
    }

    private static String limits(List<String> sentences) {
        return "\n### What this run does not prove\n\n"
                + sentences.stream()
                        .map(sentence -> "- " + Markdown.text(sentence) + "\n")
                        .collect(Collectors.joining());
    }

    private static String again(Result result) {
        return "\n### Run it again\n\n" + Markdown.code(result.run().command()) + "\nSeed "
                + result.run().seed() + ".\n";
    }

    private static String row(String... cells) {
        return Markdown.row(List.of(cells).stream().map(Markdown::text).toList());
    }
}
