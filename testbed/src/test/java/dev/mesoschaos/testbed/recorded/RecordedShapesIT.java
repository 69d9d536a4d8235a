package dev.mesoschaos.testbed.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The form of every recorded answer of a master, idle and busy: the paths of its values and their types must be those of
 * our answer, both ways. What must stay different is listed with its reason, and may not be listed once it is equal.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecordedShapesIT {

    private static final List<Difference> DIFFERENCES = Difference.all();
    private static final Set<Difference> SEEN = new HashSet<>();

    @TempDir
    private static Path directory;

    private static RecordedCluster cluster;
    private static RecordedWorkload busy;

    /**
     * One recorded document.
     *
     * @param name its place in the recordings
     * @param request method and target, and a body after them where there was one
     */
    record Shape(String name, String request) {

        static Shape of(String line) {
            return new Shape(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        cluster = RecordedCluster.withAgent(directory);
        RecordedWorkload.runToItsEnd(cluster.leader());
    }

    @AfterAll
    static void stop() throws IOException {
        if (busy != null) {
            busy.close();
        }
        cluster.close();
    }

    private static List<Shape> shapes() throws IOException {
        try (InputStream in = RecordedShapesIT.class.getResourceAsStream("shapes.txt")) {
            return new String(in.readAllBytes(), UTF_8).lines().map(Shape::of).toList();
        }
    }

    @Order(1)
    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void hasTheRecordedForm(Shape shape) throws IOException {
        if (shape.name().startsWith("operator_busy") && busy == null) {
            busy = RecordedWorkload.start(cluster.leader());
        }
        SortedSet<String> recorded = JsonPaths.of(Recording.read(shape.name() + ".json"));
        SortedSet<String> ours = JsonPaths.of(Recording.JSON.readTree(answer(shape.request())));
        SortedSet<String> differing = new TreeSet<>();
        recorded.stream().filter(path -> !ours.contains(path)).forEach(path -> differing.add("-" + path));
        ours.stream().filter(path -> !recorded.contains(path)).forEach(path -> differing.add("+" + path));

        differing.removeIf(path -> isListed(shape.name(), path));

        assertThat(differing).as("paths that were recorded only (-) and paths of ours only (+)").isEmpty();
    }

    private static boolean isListed(String name, String path) {
        List<Difference> covering =
                DIFFERENCES.stream().filter(difference -> difference.covers(name, path)).toList();
        SEEN.addAll(covering);
        return !covering.isEmpty();
    }

    @Order(2)
    @Test
    void everyListedDifferenceIsStillOneAndHasAReason() {
        assertThat(DIFFERENCES).allMatch(difference -> difference.reason().length() > 20);
        assertThat(DIFFERENCES)
                .as("differences that are none any more: take them off the list")
                .allMatch(difference -> difference.sometimes() || SEEN.contains(difference));
    }

    private static String answer(String request) throws IOException {
        int body = request.indexOf('{');
        String json = body < 0 ? "" : request.substring(body);
        String line = body < 0 ? request : request.substring(0, body).strip();
        RawHttp.Answer answer = RawHttp.exchange(
                cluster.leader(),
                line + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                        + json.getBytes(UTF_8).length + "\r\n\r\n",
                json.getBytes(UTF_8),
                0);
        assertThat(answer.status()).isEqualTo("HTTP/1.1 200 OK");
        return answer.text();
    }
}
