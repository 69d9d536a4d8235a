package dev.mesoschaos.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesCsvTest {

    @TempDir
    private Path run;

    @Test
    void eachSeriesIsATableWhoseColumnsHaveUnits() throws IOException {
        write(SampleRun.harmless().timeline());
        assertThat(names()).containsExactly("canaries.csv", "requests-http-web.csv", "zookeeper-write-p99.csv");
        assertThat(lines("canaries.csv")).hasSize(201).first().isEqualTo(
                "due (UTC),due (s),launched after (s),running after (s),deadline (s),in time,task,host,detail");
        assertThat(lines("canaries.csv").get(1))
                .matches("2026-11-22T10:00:06Z,6\\.000000,0\\.\\d{6},0\\.\\d{6},5\\.000000,true,canary\\.0,a1,");
        assertThat(lines("requests-http-web.csv")).hasSize(5001).first().isEqualTo("due (s),latency (ms),outcome,host");
        assertThat(lines("requests-http-web.csv").get(2)).matches("6\\.010000,\\d+\\.\\d{6},OK,a2");
    }

    @Test
    void aGaugeSaysItsUnitInItsHead() throws IOException {
        write(new Timeline(List.of(gauge("zookeeper latency", 12.5), gauge("zookeeper latency", 1e-7))));
        assertThat(lines("zookeeper-latency.csv")).containsExactly(
                "time (UTC),time (s),zookeeper latency (ms)",
                "2026-11-22T10:00:01Z,1.000000,12.5",
                "2026-11-22T10:00:01Z,1.000000,1.0E-7");
    }

    @Test
    void seriesWhoseNamesAreOneFileNameDoNotOverwriteEachOther() throws IOException {
        write(new Timeline(List.of(gauge("a b", 1), gauge("a/b", 2), gauge("../..", 3), gauge("", 4))));
        assertThat(names()).containsExactly("a-b-2.csv", "a-b.csv", "series-2.csv", "series.csv");
    }

    @Test
    void textsThatASpreadsheetWouldComputeStayTexts() throws IOException {
        write(new Timeline(List.of(canary("=HYPERLINK(\"http://x\",\"y\")", "@a1", "-1+1\r\nnext, \"quoted\""))));
        assertThat(Files.readString(run.resolve("series/canaries.csv"))).contains(
                ",false,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",'@a1,\"'-1+1\r\nnext, \"\"quoted\"\"\"\r\n");
    }

    @Test
    void whatNeverRanHasNoTime() throws IOException {
        write(new Timeline(List.of(canary("c", "", ""))));
        assertThat(lines("canaries.csv").get(1)).isEqualTo("2026-11-22T10:00:01Z,1.000000,,,5.000000,false,c,,");
    }

    private static Event gauge(String series, double value) {
        return new Event.Gauge(SampleRun.at(1), series, value, "ms");
    }

    private static Event canary(String task, String host, String detail) {
        return new Event.Canary(
                SampleRun.at(1), task, Optional.empty(), Optional.empty(), Duration.ofSeconds(5), host, detail);
    }

    private void write(Timeline timeline) throws IOException {
        new SeriesCsv().write(run, SampleResult.passed(), timeline);
    }

    private List<String> lines(String name) throws IOException {
        return List.of(Files.readString(run.resolve("series").resolve(name)).split("\r\n"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(run.resolve("series"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
