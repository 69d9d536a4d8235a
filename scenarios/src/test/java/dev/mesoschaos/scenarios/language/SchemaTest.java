package dev.mesoschaos.scenarios.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mesoschaos.scenarios.library.Library;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The library fits the schema that editors use, and the schema is as strict as it can be. */
class SchemaTest {

    private final Schema schema = schema();

    private static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Library.schema(), InputFormat.JSON);
    }

    private List<Error> mistakes(String yaml) {
        return schema.validate(yaml, InputFormat.YAML);
    }

    @Test
    void eachScenarioFitsTheSchema() {
        assertThat(Library.items())
                .isNotEmpty()
                .allSatisfy(item -> assertThat(mistakes(item.text())).as(item.name()).isEmpty());
    }

    @Test
    void theSchemaKnowsAllOfTheLanguage() {
        assertThat(mistakes(ScenarioTexts.VALID)).isEmpty();
        assertThat(mistakes(ScenarioTexts.VALID.replace("{rack: \"${rack}\"}", "{executors: 25%, app: web}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: rack                 | name: Rack
            why: A cabinet switch fails. | because: x
            racks: 3                   | racs: 3
            masters: 3                 | masters: 2
            instances: 9               | instances: 0
            instances: 9               | instance: 9
            spread: rack               | spread: racks
            http: {}, spread           | spread
            {scheduling:               | {scheduling: {}, http:
            within: 30s                | within: 30secs
            hold: 5s                   | hodl: 5s
            indicator: schedulability, at-least: 99% | indicator: schedulability
            id: cut, fault             | fault
            fault: {network-partition: {}}, | ``
            target: {rack: "${rack}"}  | target: leading-agent
            target: {rack: "${rack}"}  | target: {agents: few}
            target: {rack: "${rack}"}  | target: {executors: 1}
            target: {rack: "${rack}"}  | target: {executors: 1, ap: web}
            wait: {within: 1m          | wait: {after: 1m
            during: cut                | during: cut, after: cut
            percentile: 100            | percentil: 100
            below: 20%                 | at-least: 20%
            agents: 34%                | agents: third
            no-duplicate-tasks         | no-lost-tasks
            """)
    void whatTheSchemaRefusesTheReaderRefuses(String part, String replacement) {
        assertThat(ScenarioTexts.VALID).contains(part);
        String text = ScenarioTexts.VALID.replaceFirst(Pattern.quote(part),
                Matcher.quoteReplacement(replacement));

        assertThat(mistakes(text)).isNotEmpty();
        assertThat(ScenarioTexts.said(text)).isNotEmpty();
    }
}
