package dev.mesoschaos.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.language.ScenarioFiles;
import dev.mesoschaos.scenarios.language.ScenarioReader;
import dev.mesoschaos.scenarios.plugin.Plugins;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What pages list of the product is all that there is, and nothing else. */
class SayingsTest {

    private static final Pattern SETTING =
            Pattern.compile("\"((?:chaos|cluster|kill-switch|mesos|testbed|toxiproxy)\\.[a-z-]+)\"");

    /** Looks like a setting, and is the name of a file. */
    private static final String FILE = "cluster.json";

    @Test
    void everySettingThatTheCodeReadsIsOnThePageOfSettings() {
        Set<String> read = Repository.code().stream()
                .flatMap(text -> SETTING.matcher(text).results())
                .map(found -> found.group(1))
                .filter(name -> !name.equals(FILE))
                .collect(Collectors.toUnmodifiableSet());

        assertThat(firstColumn("settings.md")).contains("var.NAME").filteredOn(name -> !name.equals("var.NAME"))
                .containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void everyVerdictIsExplainedWithItsExitCodeFromBestToWorst() {
        assertThat(rows("verdicts.md")).containsExactlyElementsOf(Arrays.stream(Verdict.values())
                .map(verdict -> verdict.name() + " " + verdict.exitCode())
                .toList());
    }

    @Test
    void everyEvidenceGradeIsExplainedFromTheWeakestToTheStrongest() {
        assertThat(firstColumn("evidence.md"))
                .containsExactlyElementsOf(Arrays.stream(EvidenceGrade.values()).map(EvidenceGrade::word).toList());
    }

    @Test
    void theScenariosOfTheDocumentationAreSound() {
        List<ScenarioFiles.Entry> entries = new ScenarioFiles(new ScenarioReader(Plugins.find()))
                .read(List.of(Repository.SCENARIOS.toString()), Map.of());

        assertThat(entries).isNotEmpty().allSatisfy(entry -> assertThat(entry.reading().problems()).isEmpty());
    }

    @Test
    void theMistakeOfTheTutorialIsToldAsThere() {
        MarkdownFile tutorial = page("tutorial.md");
        String wrong = "# the line for editors\n" + Repository.text(Repository.SCENARIOS.resolve("shop-host-loss.yaml"))
                .replace("at-most: 5s", "at-most: 5sec");

        List<String> told = new ScenarioReader(Plugins.find()).read(wrong, "my-scenarios/shop-host-loss.yaml", Map.of())
                .problems().stream().map(Throwable::getMessage).toList();

        assertThat(told).hasSize(1);
        assertThat(tutorial.blocks()).anySatisfy(block -> assertThat(block.text().lines()).containsExactlyElementsOf(told));
    }

    private static List<String> firstColumn(String page) {
        return page(page).body().select("tbody td:first-child code").eachText();
    }

    private static List<String> rows(String page) {
        return page(page).body().select("tbody tr").stream()
                .map(row -> row.child(0).text() + " " + row.child(1).text())
                .toList();
    }

    private static MarkdownFile page(String name) {
        return MarkdownFile.read(Repository.PAGES.resolve(name));
    }
}
