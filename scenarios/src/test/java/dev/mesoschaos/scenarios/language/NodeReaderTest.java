package dev.mesoschaos.scenarios.language;

import static dev.mesoschaos.scenarios.language.ScenarioTexts.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said about files that are no proper YAML or JSON, or use more of YAML than a scenario may. */
class NodeReaderTest {

    @Test
    void aPlaceIsThatOfTheFirstLetter() {
        List<String> lines = ScenarioTexts.VALID.lines().toList();

        assertThat(scalars(NodeReader.read(ScenarioTexts.VALID, "s.yaml", new Problems())))
                .hasSizeGreaterThan(80)
                .allSatisfy(scalar -> assertThat(
                                lines.get(scalar.location().line() - 1).substring(scalar.location().column() - 1))
                        .matches(rest -> rest.startsWith(scalar.text()) || rest.startsWith("\"" + scalar.text())));
    }

    private static Stream<Node.Scalar> scalars(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> Stream.of(scalar);
            case Node.Sequence list -> list.items().stream().flatMap(NodeReaderTest::scalars);
            case Node.Mapping mapping -> mapping.entries().entrySet().stream()
                    .flatMap(entry -> Stream.concat(
                            Stream.of(new Node.Scalar(entry.getValue().key(), entry.getKey())),
                            scalars(entry.getValue().value())));
        };
    }

    @Test
    void aKeyThatIsThereTwiceIsNamedWithBothPlaces() {
        assertThat(said("hold: 5s", "hold: 5s\n  hold: 6s"))
                .containsExactly("s.yaml:15:3: key 'hold' is given twice, first at s.yaml:14:3");
    }

    @Test
    void anEmptyFileIsAMistake() {
        assertThat(said("")).containsExactly("s.yaml: the file is empty: expected a scenario");
        assertThat(said("# only a comment\n")).containsExactly("s.yaml: the file is empty: expected a scenario");
    }

    @Test
    void aFileHoldsOneScenario() {
        assertThat(said(ScenarioTexts.VALID + "---\nname: second\n")).containsExactly(
                "s.yaml:30:1: expected the end of the file: one file holds one scenario");
    }

    @Test
    void aFileIsAMapping() {
        assertThat(said("- a\n- b\n")).containsExactly(
                "s.yaml:1:1: expected a scenario, a mapping with 'name', 'method' and so on, got a list");
        assertThat(said("rack-partition\n")).containsExactly("s.yaml:1:1: expected a scenario, a mapping with 'name', "
                + "'method' and so on, got 'rack-partition'");
    }

    @Test
    void anchorsAndAliasesAreRefusedWithTheirAlternative() {
        String message = "anchors (&) and aliases (*) are not allowed: put the value under vars and use ${…}";

        assertThat(said("cluster: {", "cluster: &c {")).containsExactly("s.yaml:5:10: " + message);
        assertThat(said("within: 30s", "within: *h")).containsExactly("s.yaml:13:11: " + message);
        assertThat(said("  hold: 5s", "  <<: *h")).containsExactly("s.yaml:14:7: " + message);
        assertThat(said("  hold: 5s", "  &k hold: 5s")).containsExactly("s.yaml:14:3: " + message);
    }

    @Test
    void tagsAreRefused() {
        assertThat(said("hold: 5s", "hold: !!str 5s"))
                .containsExactly("s.yaml:14:9: tags (!) are not allowed: remove it");
        assertThat(said("cluster: {", "cluster: !!java.net.URL {"))
                .containsExactly("s.yaml:5:10: tags (!) are not allowed: remove it");
    }

    @Test
    void aTabInTheIndentationIsAMistake() {
        assertThat(said("  hold: 5s", "\thold: 5s")).singleElement().asString()
                .startsWith("s.yaml:14:1: not well-formed: ").contains("TAB").doesNotContain("\n");
    }

    @Test
    void aReferenceWithoutQuotesIsExplained() {
        assertThat(said("hold: \"${hold}\"", "hold: ${hold}")).singleElement().asString()
                .startsWith("s.yaml:17:").endsWith("; put text with ${…} in quotes");
    }

    @Test
    void whatIsLeftOpenIsAMistake() {
        assertThat(said("{rack: \"${rack}\"}", "{rack: any")).singleElement().asString()
                .startsWith("s.yaml:18:").contains("not well-formed: while parsing a flow mapping");
    }

    @Test
    void jsonMistakesHaveTheirPlaceToo() {
        Reading reading = new ScenarioReader(FakePlugins.all()).read("{\"name\": \"x\",\n oops}", "s.json", Map.of());

        assertThat(reading.problems()).singleElement().satisfies(
                problem -> assertThat(problem).hasMessageStartingWith("s.json:2:").hasMessageContaining("'o'"));
    }

    @Test
    void bytesThatAreNoUtf8AreFound() {
        byte[] latin1 = "name: x\ntitle: f\u00fcr\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(new ScenarioReader(FakePlugins.all()).read(latin1, "s.yaml", Map.of()).problems())
                .extracting(Throwable::getMessage)
                .containsExactly("s.yaml:2:9: byte 0xfc is not UTF-8: save the file in UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoMistake() {
        assertThat(said("\uFEFF" + ScenarioTexts.VALID)).isEmpty();
    }

    @Test
    void controlCharactersAreRefused() {
        assertThat(said("sleep 1000", "sleep\u00001000"))
                .containsExactly("s.yaml:8:47: character U+0000 is not allowed: remove it");
    }

    @Test
    void nullIsNothing() {
        assertThat(said("hold: 5s", "hold: null")).containsExactly(
                "s.yaml:14:9: expected a duration such as 250ms, 5s, 2m or 1h, from 0s to 24h, got nothing");
    }
}
