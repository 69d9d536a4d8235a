package dev.mesoschaos.reports;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.report.ReportWriter;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code series/*.csv}: each series of a run as a table, every column with its unit, for spreadsheets and notebooks. */
public final class SeriesCsv implements ReportWriter {

    /** Name of the directory. */
    public static final String DIRECTORY = "series";

    private static final int NAME_LENGTH = 80;

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public void write(Path run, Result result, Timeline timeline) throws IOException {
        Files.createDirectories(run.resolve(DIRECTORY));
        new Tables(run.resolve(DIRECTORY), result.started(), new HashSet<>()).write(timeline);
    }

    /**
     * The tables of one run.
     *
     * @param taken names of files so far: two names of series may become the same one
     */
    private record Tables(Path directory, Instant start, Set<String> taken) {

        void write(Timeline timeline) throws IOException {
            canaries(timeline.of(Event.Canary.class));
            Map<String, List<Event.Requests>> requests = new LinkedHashMap<>();
            for (Event.Requests some : timeline.of(Event.Requests.class)) {
                requests.computeIfAbsent("requests-" + some.probe() + "-" + some.app(), name -> new ArrayList<>()).add(some);
            }
            Map<String, List<Event.Gauge>> gauges = new LinkedHashMap<>();
            for (Event.Gauge gauge : timeline.of(Event.Gauge.class)) {
                gauges.computeIfAbsent(gauge.series(), name -> new ArrayList<>()).add(gauge);
            }
            for (Map.Entry<String, List<Event.Requests>> one : requests.entrySet()) {
                requests(one.getKey(), one.getValue());
            }
            for (Map.Entry<String, List<Event.Gauge>> one : gauges.entrySet()) {
                gauges(one.getKey(), one.getValue());
            }
        }

        private void canaries(List<Event.Canary> canaries) throws IOException {
            if (canaries.isEmpty()) {
                return;
            }
            try (Csv csv = open("canaries", "due (UTC)", "due (s)", "launched after (s)", "running after (s)",
                    "deadline (s)", "in time", "task", "host", "detail")) {
                for (Event.Canary canary : canaries) {
                    csv.cell(canary.at()).cell(since(canary.at()))
                            .cell(canary.launched().map(at -> seconds(canary.at(), at)).orElse(""))
                            .cell(canary.running().map(at -> seconds(canary.at(), at)).orElse(""))
                            .cell(number(canary.deadline().toNanos() / 1e9))
                            .cell(Boolean.toString(canary.inTime()))
                            .text(canary.task()).text(canary.host()).text(canary.detail()).end();
                }
            }
        }

        private void requests(String name, List<Event.Requests> requests) throws IOException {
            try (Csv csv = open(name, "due (s)", "latency (ms)", "outcome", "host")) {
                for (Event.Requests some : requests) {
                    double from = Duration.between(start, some.at()).toNanos() / 1e9;
                    for (Event.Request request : some.requests()) {
                        csv.cell(number(from + request.dueMicros() / 1e6)).cell(number(request.latencyMicros() / 1e3))
                                .cell(request.outcome().name()).text(request.host()).end();
                    }
                }
            }
        }

        private void gauges(String name, List<Event.Gauge> gauges) throws IOException {
            try (Csv csv = open(name, "time (UTC)", "time (s)", name + " (" + gauges.getFirst().unit() + ")")) {
                for (Event.Gauge gauge : gauges) {
                    csv.cell(gauge.at()).cell(since(gauge.at())).cell(Double.toString(gauge.value())).end();
                }
            }
        }

        private Csv open(String name, String... head) throws IOException {
            Csv csv = Csv.create(directory.resolve(fileName(name)));
            for (String column : head) {
                csv.text(column);
            }
            csv.end();
            return csv;
        }

        /** Names of series may hold anything; those of files hold small letters, digits and dashes. */
        private String fileName(String series) {
            String plain = series.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            String stem = plain.isEmpty() ? DIRECTORY : plain.substring(0, Math.min(NAME_LENGTH, plain.length()));
            String free = stem;
            for (int i = 2; !taken.add(free); i++) {
                free = stem + "-" + i;
            }
            return free + ".csv";
        }

        private String since(Instant at) {
            return seconds(start, at);
        }

        private static String seconds(Instant from, Instant to) {
            return number(Duration.between(from, to).toNanos() / 1e9);
        }

        /** Milliseconds and microseconds kept; without the search for the shortest form that a double has. */
        private static String number(double value) {
            long micros = Math.round(Math.abs(value) * 1e6);
            String fraction = Long.toString(1_000_000 + micros % 1_000_000).substring(1);
            return (value < 0 ? "-" : "") + micros / 1_000_000 + "." + fraction;
        }
    }
}
