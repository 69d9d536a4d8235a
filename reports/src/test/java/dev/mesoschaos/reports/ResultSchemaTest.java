package dev.mesoschaos.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.journal.InjectionState;
import dev.mesoschaos.scenarios.journal.JournalJson;
import dev.mesoschaos.scenarios.model.Unit;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Here the published schema is held to know every field; published, it lets readers ignore those of later builds. */
class ResultSchemaTest {

    @ParameterizedTest
    @ValueSource(strings = {"agent-host-loss.json", "agent-host-loss-older.json"})
    void resultsOfRealRunsFit(String name) throws IOException {
        assertThat(mistakes(real(name))).isEmpty();
    }

    @Test
    void theSchemaKnowsAllThatAResultMaySay() throws IOException {
        assertThat(mistakes(written(SampleResult.passed()))).isEmpty();
        assertThat(mistakes(written(new SampleResult(new SampleRun(HtmlReportTest.EVIL, false), Verdict.DIRTY).result())))
                .isEmpty();
    }

    @Test
    void aResultOfAnOlderBuildIsStillRead() throws IOException {
        Result older = JournalJson.mapper().readValue(real("agent-host-loss-older.json"), Result.class);
        assertThat(older.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(older.environment()).isEmpty();
        assertThat(older.ability()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "schema" : 2            | "schema" : 1
            "verdict" : "PASSED"    | "verdict" : "GREEN"
            "unit" : "SECONDS"      | "unit" : "HOURS"
            "started" : "2026       | "started" : "26
            "took" : "PT            | "took" : "
            "seed" :                | "sed" :
            "indicator" :           | "indicater" :
            """)
    void whatIsNoResultDoesNotFit(String part, String wrong) throws IOException {
        String json = written(SampleResult.passed());
        assertThat(json).contains(part);
        assertThat(mistakes(json.replace(part, wrong))).isNotEmpty();
    }

    @Test
    void theSchemaNamesTheWordsThatTheCodeHas() throws IOException {
        JsonNode definitions = schema().path("$defs");
        assertThat(words(definitions.at("/verdict/enum"))).containsExactlyElementsOf(names(Verdict.values()));
        assertThat(words(definitions.at("/injection/properties/state/enum")))
                .containsExactlyElementsOf(names(InjectionState.values()));
        assertThat(words(definitions.at("/claim/properties/unit/enum"))).containsExactlyElementsOf(names(Unit.values()));
        assertThat(words(definitions.at("/cluster/properties/grade/enum")))
                .containsExactlyElementsOf(names(EvidenceGrade.values()));
        assertThat(words(definitions.at(
                        "/cluster/properties/topology/properties/hosts/items/properties/role/enum")))
                .containsExactlyInAnyOrderElementsOf(names(Role.values()));
    }

    private static List<Error> mistakes(String json) throws IOException {
        JsonNode strict = schema();
        closeAll(strict);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(strict.toString(), InputFormat.JSON)
                .validate(json, InputFormat.JSON);
    }

    /** Lets no object have a field that the schema does not name. */
    private static void closeAll(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("type").asText().equals("object")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ResultSchemaTest::closeAll);
    }

    private static JsonNode schema() throws IOException {
        return JournalJson.mapper().readTree(ResultSchema.text());
    }

    private static String written(Result result) throws IOException {
        return JournalJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(result);
    }

    private static String real(String name) throws IOException {
        try (InputStream in = ResultSchemaTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
