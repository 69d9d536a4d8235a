package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.LedgerEntry;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a report is made from, for those who want to check it.
 *
 * @param settings of the user
 * @param logs what was searched for crashes, in words; empty when logs were not read
 * @param notes what the run itself found worth reading, and how it went wrong
 */
public record Appendix(
        List<Target> targets,
        List<Fact> flags,
        List<Fact> settings,
        String logs,
        List<Event.LogLine> logLines,
        int logLinesHidden,
        List<Note> notes,
        List<Samples> samples) {

    private static final int MOST_LINES = 200;
    private static final int MOST_SAMPLES = 200;

    /** A host that a target of the scenario came to. */
    public record Target(String step, String fault, String chosen, String host, String role, String rack) {}

    /** Something the run said. */
    public record Note(String at, String text) {}

    /** The single values of a claim that has no waterfall; {@code hidden} are only in {@code result.json}. */
    public record Samples(String id, String title, int n, int hidden, List<Fact> values) {}

    static Appendix of(Result result, Timeline timeline, Axis axis) {
        List<Event.LogsRead> reads = timeline.of(Event.LogsRead.class);
        List<Event.LogLine> lines = reads.stream().flatMap(read -> read.matches().stream()).toList();
        String logs = reads.isEmpty()
                ? ""
                : reads.getLast().lines() + " lines of " + reads.getLast().files() + " files were searched for crashes; "
                        + lines.size() + " matched.";
        return new Appendix(
                targets(result),
                result.cluster().map(opened -> Fact.flags(opened.facts())).orElse(List.of()),
                result.run().settings().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> new Fact(entry.getKey(), entry.getValue()))
                        .toList(),
                logs,
                lines.stream().limit(MOST_LINES).toList(),
                Math.max(0, lines.size() - MOST_LINES),
                notes(timeline, axis),
                result.claims().stream().filter(Appendix::hasSamples).map(Appendix::samples).toList());
    }

    private static List<Target> targets(Result result) {
        Topology topology = result.cluster().map(Event.ClusterOpened::topology).orElse(new Topology(List.of()));
        List<Target> targets = new ArrayList<>();
        for (LedgerEntry entry : result.ledger()) {
            for (String host : entry.targets()) {
                targets.add(new Target(
                        entry.step(),
                        entry.fault(),
                        entry.chosen(),
                        host,
                        topology.host(host).map(Host::role).map(role -> role.name()).orElse(Words.NONE),
                        topology.host(host).map(Host::rack).orElse(Words.NONE)));
            }
        }
        return targets;
    }

    private static List<Note> notes(Timeline timeline, Axis axis) {
        List<Note> notes = new ArrayList<>();
        for (Event event : timeline.events()) {
            switch (event) {
                case Event.Note note -> notes.add(new Note(axis.words(note.at()), note.text()));
                case Event.WaitedInVain waited -> notes.add(new Note(axis.words(waited.at()), "waited in vain: " + waited.reason()));
                case Event.Aborted aborted -> notes.add(new Note(axis.words(aborted.at()), "aborted: " + aborted.reason()));
                case Event.Failed failed ->
                    notes.add(new Note(axis.words(failed.at()), "failed in " + failed.where() + ": " + failed.message()));
                case Event.Skipped skipped -> notes.add(new Note(axis.words(skipped.at()), "skipped: " + skipped.reason()));
                default -> {}
            }
        }
        return notes;
    }

    static boolean hasSamples(Claim claim) {
        return !Waterfall.shows(claim) && !claim.measured().samples().isEmpty();
    }

    private static Samples samples(Claim claim) {
        int n = claim.measured().samples().size();
        return new Samples(
                claim.id(),
                claim.indicator() + ", " + claim.about(),
                n,
                Math.max(0, n - MOST_SAMPLES),
                claim.measured().samples().stream()
                        .limit(MOST_SAMPLES)
                        .map(sample -> new Fact(
                                sample.subject(),
                                (sample.censored() ? "≥ " : "") + Sentences.value(sample.value(), claim.unit())))
                        .toList());
    }
}
