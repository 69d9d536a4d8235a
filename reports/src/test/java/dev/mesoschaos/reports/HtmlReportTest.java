package dev.mesoschaos.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    static final String EVIL = "</script><img src=x onerror=alert(1)><script>alert(2)</script>\u202Egnirts\u202C&'\"|`{{data}}\u2028\u2029";
    private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path runs;

    private Path run;

    @BeforeEach
    void makeRoom() throws IOException {
        run = Files.createDirectory(runs.resolve("now"));
    }

    @Test
    void saysTheVerdictAndItsNumbers() throws IOException {
        String html = write(SampleRun.harmless(), Verdict.PASSED);
        assertThat(html)
                .contains("PASSED", "every objective and invariant holds")
                .contains("4.700 s", "floor 3.000 s", "+1.300 s", "95.00 %", "+5.00 pp")
                .contains("testbed", "namespaces", "8fe3c1d", "424242", "1 s × 3")
                .contains("mvn verify -Pchaos -Dscenario&#x3D;rack-partition -Dseed&#x3D;424242")
                .contains("start of the cluster", "3.87 s", "874 MB", "leases of 15 s on 5 host(s)");
    }

    @Test
    void keepsItsAnchors() throws IOException {
        String html = write(SampleRun.harmless(), Verdict.PASSED);
        assertThat(List.of("verdict", "scheduling", "claims", "timeline", "rescheduling", "probes", "isolation",
                        "placement", "ledger", "limits", "trend", "appendix", "invariants", "inconclusive", "flags",
                        "targets", "logs", "raw", "slowest-rescheduling-time-1", "curve-rescheduling-time-1",
                        "violations-requests-1", "isolation-cut", "rescheduling-time-1", "samples-rescheduling-time-1", "ledger-i1"))
                .allSatisfy(anchor -> assertThat(html).contains("id=\"" + anchor + "\""));
    }

    @Test
    void textsOfTheClusterNeverBecomeMarkup() throws IOException {
        String html = write(new SampleRun(EVIL, true), Verdict.FAILED);
        assertThat(html).doesNotContain("<img").contains("onerror");
        assertThat(html).doesNotContain("\u202E").contains("⟨U+202E⟩gnirts");
        assertThat(html.split("</script>", -1)).as("two scripts and the data").hasSize(4);
    }

    @Test
    void noTextEndsTheDataOfTheCharts() throws IOException {
        String html = write(new SampleRun(EVIL, true), Verdict.FAILED);
        String marker = "id=\"data\">";
        String data = html.substring(html.indexOf(marker) + marker.length());
        assertThat(data.substring(0, data.indexOf("</script>")))
                .contains("onerror")
                .doesNotContain("<")
                .doesNotContain("&")
                .doesNotContain("\u202E")
                .doesNotContain("\u2028")
                .doesNotContain("\u2029");
    }

    @Test
    void loadsNothingFromAnywhere() throws IOException {
        String html = write(SampleRun.harmless(), Verdict.PASSED);
        assertThat(html).doesNotContain(" src=").doesNotContain("<link").doesNotContain("@import").doesNotContain("url(");
        assertThat(html).doesNotContain("href=\"http").doesNotContain("href=\"//");
    }

    @Test
    void itsPolicyAllowsItsOwnScriptsAndNoOther() throws IOException {
        String html = write(SampleRun.harmless(), Verdict.PASSED);
        List<String> scripts = SCRIPT.matcher(html).results().map(match -> match.group(1)).toList();
        List<String> allowed = Pattern.compile("&#39;(sha256-[^&]*(?:&#x3D;)*)&#39;")
                .matcher(html)
                .results()
                .map((MatchResult match) -> match.group(1).replace("&#x3D;", "="))
                .toList();
        assertThat(scripts).hasSize(2);
        assertThat(allowed).containsExactlyElementsOf(scripts.stream().map(HtmlReportTest::hash).toList());
        assertThat(html).contains("default-src &#39;none&#39;");
    }

    @Test
    void anUndoThatIsNotProvenStandsOut() throws IOException {
        String html = write(new SampleRun("", false), Verdict.DIRTY);
        assertThat(html)
                .contains("entry unproven", "undo failed", "a1: permission denied", "end unproven")
                .contains("\"open\":true")
                .contains("To be undone by hand", "a2: nft delete table inet mesos_chaos");
    }

    @Test
    void whatDiffersOnAHostAfterAnUndoIsShownLineByLine() throws IOException {
        assertThat(write(new SampleRun("", false), Verdict.DIRTY))
                .contains("a1 - no table", "a1 + a table", "mesos-chaos undo 20261122");
    }

    @Test
    void saysHowMuchOfTheErrorBudgetIsLeft() throws IOException {
        assertThat(write(SampleRun.harmless(), Verdict.PASSED))
                .contains("8.0 canaries", "4 canaries", "50.0 %");
    }

    @Test
    void comparesThoseBesideTheFaultWithThoseElsewhere() throws IOException {
        assertThat(write(SampleRun.harmless(), Verdict.PASSED))
                .contains("victim: on the fault&#39;s hosts", "control: other racks", "Aggressor: rack r1 cut off");
    }

    @Test
    void aRunThatBreaksOffSaysWhere() throws IOException {
        List<Event> events = SampleRun.harmless().timeline().events().stream()
                .filter(event -> event.at().isBefore(SampleRun.at(30)))
                .toList();
        new HtmlReport().write(run, new SampleResult(SampleRun.harmless(), Verdict.ERROR).result(), new Timeline(events));
        assertThat(run.resolve(HtmlReport.FILE))
                .content()
                .contains("it still goes on, or was interrupted", "in phase method", "Whether the cluster recovered");
        assertThat(write(SampleRun.harmless(), Verdict.PASSED)).doesNotContain("or was interrupted");
    }

    @Test
    void whatTheJournalDoesNotHoldIsCalledNotMeasured() throws IOException {
        assertThat(write(SampleRun.harmless(), Verdict.PASSED))
                .contains("Not measured: this scenario has no probe that reads logs");
    }

    @Test
    void withoutAnEarlierRunOfItsEnvironmentTheTrendSaysSo() throws IOException {
        assertThat(write(SampleRun.harmless(), Verdict.PASSED))
                .contains("There is no earlier run with the same fingerprint")
                .doesNotContain("class=\"spark\"");
    }

    @Test
    void earlierRunsOfAnotherEnvironmentAreNoTrend() throws IOException {
        PastRuns.beside(run, 3.1, 3.2);
        assertThat(write(new SampleRun(EVIL, true), Verdict.FAILED))
                .contains("There is no earlier run with the same fingerprint");
    }

    @Test
    void theTrendShowsHowTheRunStandsAmongEarlierOnes() throws IOException {
        PastRuns.beside(run, 3.1, 3.2, 3.3, 3.4);
        assertThat(trend())
                .contains("▲ worst of 5", "by chance in 1 of 5 runs", "3.250 s", "no earlier number")
                .contains("from 3.100 s to 4.700 s, this run 4.700 s", "one run proves no change", "Evidence grade: testbed")
                .doesNotContain("There is no earlier run");
    }

    @Test
    void aNumberAmongTheEarlierOnesIsNotMarked() throws IOException {
        PastRuns.beside(run, 3.1, 5.2, 5.3);
        assertThat(trend()).contains("among the earlier ones: 2 worse, 1 better").doesNotContain("▲").doesNotContain("▼");
    }

    @Test
    void aResultThatCannotBeReadIsSaidAndNotLeftOutInSilence() throws IOException {
        Path broken = Files.createDirectory(runs.resolve("broken"));
        Files.writeString(broken.resolve(ResultJson.FILE), "{\"scenario\": \"rack-partition\", \"schema\": \"<b>\"");
        assertThat(trend()).contains("left out", "broken").doesNotContain("<b>");
    }

    private String trend() throws IOException {
        String html = write(SampleRun.harmless(), Verdict.PASSED);
        return html.substring(html.indexOf("<section id=\"trend\">"), html.indexOf("<section id=\"appendix\">"));
    }

    @Test
    void nothingIsToBeUndoneByHandWhenTheUndoIsProven() throws IOException {
        assertThat(write(SampleRun.harmless(), Verdict.PASSED)).doesNotContain("by hand");
    }

    @Test
    void aRunThatDidNothingIsReportedAllTheSame() throws IOException {
        Event.RunStarted started =
                SampleRun.harmless().timeline().of(Event.RunStarted.class).getFirst();
        Timeline timeline = new Timeline(List.of(started, new Event.Skipped(SampleRun.at(0.5), "needs netem")));
        Result result = new Result(
                Result.SCHEMA, "run", "scenario", "Title", Verdict.SKIPPED, "needs netem", Optional.empty(), List.of(),
                List.of(), List.of(), List.of(), started, Optional.empty(), SampleRun.START, Duration.ofMillis(500),
                Optional.empty(), Optional.empty());
        new HtmlReport().write(run, result, timeline);
        assertThat(run.resolve(HtmlReport.FILE))
                .content()
                .contains("SKIPPED", "needs netem", "Nothing was injected", "No canary", "The cluster was never ready");
    }

    @Test
    void anHourOfDataFitsInLessThanThreeMegabytes() throws IOException {
        List<Event> events = new ArrayList<>(SampleRun.harmless().timeline().events().stream()
                .filter(event -> event.at().isBefore(SampleRun.at(56)))
                .toList());
        for (int i = 0; i < 4 * 3600; i++) {
            events.add(new Event.Canary(SampleRun.at(60 + i / 4.0), "canary.h" + i, Optional.empty(),
                    Optional.of(SampleRun.at(60.1 + i / 4.0 + i % 97 / 100.0)), Duration.ofSeconds(5), "a1", ""));
            events.add(new Event.Gauge(SampleRun.at(60 + i / 4.0), "series " + i % 3, i % 89, "ms"));
            List<Event.Request> requests = IntStream.range(0, 25)
                    .mapToObj(request -> new Event.Request(request * 10_000L, 900 + request * 37L, outcome(request), "a1"))
                    .toList();
            events.add(new Event.Requests(SampleRun.at(60 + i / 4.0), "http", "web", 100, requests));
            events.add(new Event.TaskUpdate(SampleRun.at(60 + i / 4.0), "web", "web." + i, "web." + i, "a1",
                    i % 2 == 0 ? "TASK_RUNNING" : "TASK_FAILED", "", "", "", Optional.empty()));
        }
        Timeline timeline = new Timeline(events);
        new HtmlReport().write(run, SampleResult.passed(), timeline);
        assertThat(Files.size(run.resolve(HtmlReport.FILE))).isBetween(200_000L, 3_000_000L);
    }

    private static Event.Outcome outcome(int number) {
        return number == 7 ? Event.Outcome.TIMEOUT : Event.Outcome.OK;
    }

    @Test
    void linksToTheSeriesAndTheLogsOfTheRun() throws IOException {
        Files.createDirectory(run.resolve("series"));
        Files.createFile(run.resolve("series").resolve("canaries.csv"));
        Files.createDirectory(run.resolve("logs"));
        Files.createFile(run.resolve("logs").resolve("master m1#.log"));
        assertThat(write(SampleRun.harmless(), Verdict.PASSED))
                .contains("href=\"journal.jsonl\"", "href=\"result.json\"", "href=\"series/canaries.csv\"", "href=\"logs/master%20m1%23.log\"");
    }

    private String write(SampleRun sample, Verdict verdict) throws IOException {
        new HtmlReport().write(run, new SampleResult(sample, verdict).result(), sample.timeline());
        return Files.readString(run.resolve(HtmlReport.FILE));
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
