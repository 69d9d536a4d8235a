package dev.mesoschaos.reports;

import dev.mesoschaos.scenarios.measure.Timeline;
import dev.mesoschaos.scenarios.report.ReportWriter;
import dev.mesoschaos.scenarios.verdict.Claim;
import dev.mesoschaos.scenarios.verdict.Result;
import dev.mesoschaos.scenarios.verdict.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml} over a suite, for build servers: a missed objective is a failure, a skipped run is skipped, and all
 * else that is no pass is an error, as below Maven.
 */
public final class JunitXml implements ReportWriter {

    /** Name of the file. */
    public static final String FILE = "junit.xml";

    private static final String SUITE = "mesos-chaos";

    @Override
    public void write(Path run, Result result, Timeline timeline) {
        // A single run is a test, not a suite.
    }

    @Override
    public void writeSuite(Path suite, List<SuiteEntry> results) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            suite(xml, results.stream().map(SuiteEntry::result).toList());
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        Output.write(suite.resolve(FILE), text.toString());
    }

    private static void suite(XMLStreamWriter xml, List<Result> results) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", SUITE);
        xml.writeAttribute("tests", Integer.toString(results.size()));
        for (String kind : List.of("failure", "error", "skipped")) {
            long count = results.stream().filter(result -> kind(result.verdict()).equals(kind)).count();
            xml.writeAttribute(kind.equals("skipped") ? kind : kind + "s", Long.toString(count));
        }
        xml.writeAttribute("time", seconds(results.stream().mapToDouble(JunitXml::took).sum()));
        for (Result result : results) {
            test(xml, result);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static void test(XMLStreamWriter xml, Result result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", SUITE);
        xml.writeAttribute("name", valid(result.scenario()));
        xml.writeAttribute("time", seconds(took(result)));
        String kind = kind(result.verdict());
        if (!kind.isEmpty()) {
            xml.writeStartElement(kind);
            xml.writeAttribute("message", valid(result.why()));
            if (!kind.equals("skipped")) {
                xml.writeAttribute("type", result.verdict().name());
                xml.writeCharacters(valid(detail(result)));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** The reason in its first line, then whatever else does not hold. */
    private static String detail(Result result) {
        String others = result.claims().stream()
                .filter(claim -> claim.verdict() != Verdict.PASSED)
                .map(Claim::reason)
                .filter(reason -> !reason.equals(result.why()))
                .map(reason -> "\n" + reason)
                .collect(Collectors.joining());
        return result.why() + others + "\nseed " + result.run().seed() + ": " + result.run().command();
    }

    private static String kind(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "";
            case SKIPPED -> "skipped";
            case FAILED -> "failure";
            case INCONCLUSIVE, ABORTED, ERROR, DIRTY -> "error";
        };
    }

    /** XML has no form at all for most control characters, and texts of a cluster may hold any. */
    private static String valid(String text) {
        return text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }

    private static double took(Result result) {
        return result.took().toMillis() / 1000.0;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
