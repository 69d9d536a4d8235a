package dev.mesoschaos.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.verdict.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultJsonTest {

    @TempDir
    private Path run;

    @Test
    void programsFindWhatPeopleRead() throws IOException {
        JsonNode json = JournalJson.mapper().readTree(write(SampleResult.passed()).toFile());
        assertThat(json.path("schema").intValue()).isEqualTo(Result.SCHEMA);
        assertThat(json.path("verdict").textValue()).isEqualTo("PASSED");
        assertThat(json.at("/claims/0/measured/value").doubleValue()).isEqualTo(4.7);
        assertThat(json.at("/claims/0/floor/least").doubleValue()).isEqualTo(3);
        assertThat(json.at("/claims/0/measured/samples/2/phases/decided").doubleValue()).isEqualTo(0.92);
        assertThat(json.at("/ledger/0/state").textValue()).isEqualTo("UNDONE");
        assertThat(json.at("/ledger/0/lease").textValue()).isEqualTo("leases of 15 s on 5 host(s)");
        assertThat(json.at("/run/seed").longValue()).isEqualTo(424242);
        assertThat(json.path("started").textValue()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(json.path("took").textValue()).isEqualTo("PT57.5S");
    }

    @Test
    void canBeReadBack() throws IOException {
        Result result = SampleResult.passed();
        assertThat(JournalJson.mapper().readValue(write(result).toFile(), Result.class)).isEqualTo(result);
    }

    @Test
    void leavesNoHalfFileBeside() throws IOException {
        write(SampleResult.passed());
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(ResultJson.FILE);
        }
    }

    @Test
    void allWritersAreFound() {
        assertThat(Plugins.find().reports().stream().map(Object::getClass))
                .contains(ResultJson.class, SummaryMarkdown.class, HtmlReport.class, SuiteIndex.class, BadgeJson.class,
                        SeriesCsv.class, JunitXml.class);
    }

    private Path write(Result result) throws IOException {
        new ResultJson().write(run, result, SampleRun.harmless().timeline());
        return run.resolve(ResultJson.FILE);
    }
}
