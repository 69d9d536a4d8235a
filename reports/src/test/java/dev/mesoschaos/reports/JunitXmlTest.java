package dev.mesoschaos.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.reports.history.PastRun;
import dev.mesoschaos.scenarios.report.ReportWriter.SuiteEntry;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JunitXmlTest {

    @TempDir
    private Path suite;

    @Test
    void everyKindOfEndIsCounted() throws Exception {
        Element top = write("", Verdict.values());
        assertThat(top.getAttribute("tests")).isEqualTo("7");
        assertThat(top.getAttribute("failures")).isEqualTo("1");
        assertThat(top.getAttribute("errors")).isEqualTo("4");
        assertThat(top.getAttribute("skipped")).isEqualTo("1");
        assertThat(top.getAttribute("time")).isEqualTo("402.500");
        assertThat(top.getElementsByTagName("testcase").getLength()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"FAILED, failure", "INCONCLUSIVE, error", "ABORTED, error", "ERROR, error", "DIRTY, error"})
    void theReasonIsTheFirstLine(Verdict verdict, String element) throws Exception {
        Element end = only(write("", verdict), element);
        assertThat(end.getAttribute("message")).isEqualTo("every objective and invariant holds");
        assertThat(end.getTextContent().lines().findFirst()).contains("every objective and invariant holds");
        assertThat(end.getTextContent()).contains("seed 424242", "-Dseed=424242");
    }

    @Test
    void whateverElseWasMissedFollowsTheReason() throws Exception {
        PastRun missed = PastRuns.run(0, Verdict.FAILED, Map.of(), PastRuns.time(7), PastRuns.share(0.5));
        String text = only(write(List.of(new SuiteEntry("run", missed.result()))), "failure").getTextContent();
        assertThat(text.lines()).startsWith(
                "it is FAILED", "said of OptionalDouble[7.0]", "said of OptionalDouble[0.5]");
    }

    @Test
    void aPassedRunHasNothingToSay() throws Exception {
        assertThat(only(write("", Verdict.PASSED), "testcase").getChildNodes().getLength()).isZero();
    }

    @Test
    void textsOfTheClusterNeverBreakTheFile() throws Exception {
        String evil = "]]></error><x a='\"'>\u0000\u001b[31m\ud800&";
        assertThat(only(write(evil, Verdict.ERROR), "error").getTextContent())
                .contains("]]></error><x a='\"'>\ufffd\ufffd[31m\ufffd&");
    }

    private Element write(String evil, Verdict... verdicts) throws Exception {
        List<SuiteEntry> entries = Arrays.stream(verdicts)
                .map(verdict -> new SuiteEntry("run", new SampleResult(new SampleRun(evil, true), verdict).result()))
                .toList();
        return write(entries);
    }

    private Element write(List<SuiteEntry> entries) throws Exception {
        new JunitXml().writeSuite(suite, entries);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(suite.resolve(JunitXml.FILE).toFile())
                .getDocumentElement();
    }

    private static Element only(Element top, String name) {
        NodeList found = top.getElementsByTagName(name);
        assertThat(found.getLength()).isEqualTo(1);
        return (Element) found.item(0);
    }
}
