package dev.mesoschaos.testbed.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.mesosclient.SystemTime;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.Timeout;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the official client and the applications behind a proxy see, whichever server it is. */
abstract class ToxiproxyContract {

    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

    private final List<AutoCloseable> open = new ArrayList<>();
    private ToxiproxyClient client;
    private Upstream echo;
    private Proxy proxy;

    /** Where the server's HTTP interface listens. */
    abstract InetSocketAddress server() throws Exception;

    @BeforeEach
    void createProxy() throws Exception {
        client = new ToxiproxyClient(server().getHostString(), server().getPort());
        echo = register(Upstream.echo());
        proxy = client.createProxy("echo", "127.0.0.1:0", text(echo.address()));
    }

    @AfterEach
    void removeProxies() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        for (Proxy left : client.getProxies()) {
            left.delete();
        }
    }

    @Test
    void dataPassBothWays() throws Exception {
        Socket socket = connect();

        say(socket, "hello");

        assertThat(hear(socket, 5)).isEqualTo("hello");
    }

    @Test
    void aProxyShowsThePortThatItGot() throws Exception {
        assertThat(proxy.getListen()).startsWith("127.0.0.1:").doesNotEndWith(":0");
        assertThat(client.getProxy("echo").getUpstream()).isEqualTo(text(echo.address()));
        assertThat(client.version()).isNotEmpty();
    }

    @Test
    void aClientWhoseUpstreamIsDownIsHungUpOn() throws Exception {
        echo.close();

        Socket socket = connect();

        assertThat(endsWithin(socket, ENDS_WITHIN)).isTrue();
    }

    @Test
    void aDisabledProxyCutsItsConnectionsAndRefusesNewOnes() throws Exception {
        Socket socket = connect();
        say(socket, "a");
        hear(socket, 1);

        proxy.disable();

        assertThat(endsWithin(socket, ENDS_WITHIN)).isTrue();
        assertThatIOException().isThrownBy(this::connect);
        proxy.enable();
        Socket again = connect();
        say(again, "b");
        assertThat(hear(again, 1)).isEqualTo("b");
    }

    @Test
    void aDeletedProxyCutsItsConnections() throws Exception {
        Socket socket = connect();
        say(socket, "a");
        hear(socket, 1);

        proxy.delete();

        assertThat(endsWithin(socket, ENDS_WITHIN)).isTrue();
        assertThat(client.getProxies()).isEmpty();
    }

    @Test
    void latencyActsOnOpenConnectionsAndGoesWithItsToxic() throws Exception {
        Socket socket = connect();
        assertThat(roundTrip(socket)).isLessThan(Duration.ofMillis(100));

        Latency latency = proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 200);
        assertThat(roundTrip(socket)).isBetween(Duration.ofMillis(195), Duration.ofMillis(400));
        latency.setLatency(100);
        assertThat(roundTrip(socket)).isBetween(Duration.ofMillis(95), Duration.ofMillis(195));
        latency.remove();
        assertThat(roundTrip(socket)).isLessThan(Duration.ofMillis(95));
    }

    @Test
    void latenciesOfBothDirectionsAndInOneChainAddUp() throws Exception {
        proxy.toxics().latency("up", ToxicDirection.UPSTREAM, 100);
        proxy.toxics().latency("down-1", ToxicDirection.DOWNSTREAM, 100);
        proxy.toxics().latency("down-2", ToxicDirection.DOWNSTREAM, 100);

        assertThat(roundTrip(connect())).isBetween(Duration.ofMillis(290), Duration.ofMillis(500));
    }

    @Test
    void aToxicityOfZeroSparesEveryConnection() throws Exception {
        proxy.toxics().latency("never", ToxicDirection.DOWNSTREAM, 2000).setToxicity(0);

        for (int i = 0; i < 10; i++) {
            assertThat(roundTrip(connect())).isLessThan(Duration.ofMillis(500));
        }
    }

    @Test
    void bandwidthLimitsTheRate() throws Exception {
        proxy.toxics().bandwidth("narrow", ToxicDirection.DOWNSTREAM, 200);
        Socket socket = connect();

        long start = SystemTime.nanos().getAsLong();
        say(socket, "x".repeat(100_000));
        hear(socket, 100_000);

        assertThat(since(start)).isBetween(Duration.ofMillis(430), Duration.ofSeconds(2));
    }

    @Test
    void slowCloseKeepsTheClientWaitingForTheEnd() throws Exception {
        Upstream brief = register(Upstream.serving(connection -> connection.getOutputStream().write('x')));
        Proxy slow = client.createProxy("brief", "127.0.0.1:0", text(brief.address()));
        slow.toxics().slowClose("late", ToxicDirection.DOWNSTREAM, 2000);
        Socket socket = connect(slow);
        hear(socket, 1);

        assertThat(endsWithin(socket, SILENCE)).isFalse();
        assertThat(endsWithin(socket, ENDS_WITHIN)).isTrue();
    }

    @Test
    void timeoutZeroSwallowsDataAndItsRemovalClosesTheConnection() throws Exception {
        Socket socket = connect();
        assertThat(roundTrip(socket)).isPositive();
        Timeout timeout = proxy.toxics().timeout("hole", ToxicDirection.DOWNSTREAM, 0);

        say(socket, "lost");
        assertThat(endsWithin(socket, SILENCE)).isFalse();
        timeout.remove();

        assertThat(endsWithin(socket, ENDS_WITHIN)).isTrue();
        assertThat(roundTrip(connect())).isPositive();
    }

    @Test
    void timeoutClosesTheConnectionWhenItIsOver() throws Exception {
        proxy.toxics().timeout("short", ToxicDirection.UPSTREAM, 2000);
        Socket socket = connect();
        say(socket, "lost");

        assertThat(endsWithin(socket, SILENCE)).isFalse();
        assertThat(endsWithin(socket, ENDS_WITHIN)).isTrue();
    }

    @Test
    void resetPeerResets() throws Exception {
        proxy.toxics().resetPeer("rude", ToxicDirection.UPSTREAM, 0);
        Socket socket = connect();
        say(socket, "x");

        assertThatIOException().isThrownBy(() -> hear(socket, 1)).isInstanceOf(SocketException.class)
                .withMessageContaining("reset");
    }

    @Test
    void slicerChangesNoByte() throws Exception {
        proxy.toxics().slicer("thin", ToxicDirection.DOWNSTREAM, 10, 5_000).setSizeVariation(3);
        Socket socket = connect();
        String text = "0123456789".repeat(20);

        long start = SystemTime.nanos().getAsLong();
        say(socket, text);

        assertThat(hear(socket, text.length())).isEqualTo(text);
        assertThat(since(start)).isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    void limitDataEndsTheConnectionAfterItsBytes() throws Exception {
        proxy.toxics().limitData("cap", ToxicDirection.DOWNSTREAM, 6);
        Socket socket = connect();

        say(socket, "0123456789");

        assertThat(hear(socket, 6)).isEqualTo("012345");
        assertThat(endsWithin(socket, ENDS_WITHIN)).isTrue();
    }

    @Test
    void jitterMakesRoundTripsDiffer() throws Exception {
        proxy.toxics().latency("uneven", ToxicDirection.DOWNSTREAM, 60).setJitter(55);
        Socket socket = connect();
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            long start = SystemTime.nanos().getAsLong();
            say(socket, "ping");
            hear(socket, 4);
            millis.add(since(start).toMillis());
        }

        // The quickest of 16 even draws from 5 to 115 ms is over 60 once in 65,000.
        assertThat(Collections.min(millis)).isBetween(4L, 60L);
        assertThat(Collections.max(millis)).isGreaterThan(60);
    }

    @Test
    void aToxicityOfOneHalfHarmsAboutHalfOfTheConnections() throws Exception {
        proxy.toxics().limitData("half", ToxicDirection.DOWNSTREAM, 1).setToxicity(0.5f);
        int harmed = 0;
        for (int i = 0; i < 100; i++) {
            try (Socket socket = connect()) {
                say(socket, "xx");
                harmed += hear(socket, 2).length() == 1 ? 1 : 0;
            }
        }

        assertThat(harmed).as("four standard deviations").isBetween(30, 70);
    }

    @Test
    void bandwidthLimitsWhatIsSentUp() throws Exception {
        proxy.toxics().bandwidth("narrow", ToxicDirection.UPSTREAM, 100);
        Socket socket = connect();

        long start = SystemTime.nanos().getAsLong();
        say(socket, "x".repeat(40_000));
        hear(socket, 40_000);

        assertThat(since(start)).isBetween(Duration.ofMillis(330), Duration.ofSeconds(3));
    }

    @Test
    void aBandwidthOfZeroLetsNothingPassUntilItIsGivenMore() throws Exception {
        Bandwidth narrow = proxy.toxics().bandwidth("shut", ToxicDirection.DOWNSTREAM, 0);
        Socket socket = connect();
        say(socket, "x");

        narrow.setRate(100);

        assertThat(hear(socket, 1)).isEqualTo("x");
    }

    @Test
    void slowCloseUpstreamKeepsTheServerWaitingForTheEnd() throws Exception {
        proxy.toxics().slowClose("late", ToxicDirection.UPSTREAM, 1000);
        Socket socket = connect();
        assertThat(roundTrip(socket)).isLessThan(Duration.ofMillis(900));

        long start = SystemTime.nanos().getAsLong();
        socket.shutdownOutput();

        assertThat(endsWithin(socket, ENDS_WITHIN)).isTrue();
        assertThat(since(start)).isGreaterThan(Duration.ofMillis(950));
    }

    @Test
    void resetPeerResetsAfterItsTimeoutAndNotBefore() throws Exception {
        proxy.toxics().resetPeer("rude", ToxicDirection.DOWNSTREAM, 500);
        Socket socket = connect();

        long start = SystemTime.nanos().getAsLong();
        say(socket, "x");

        assertThatIOException().isThrownBy(() -> hear(socket, 1)).isInstanceOf(SocketException.class)
                .withMessageContaining("reset");
        assertThat(since(start)).isGreaterThan(Duration.ofMillis(480));
    }

    @Test
    void limitDataUpstreamLetsTheServerHaveItsBytesOnly() throws Exception {
        AtomicLong heard = new AtomicLong(-1);
        Upstream counting = register(Upstream.serving(
                connection -> heard.set(connection.getInputStream().transferTo(OutputStream.nullOutputStream()))));
        Proxy capped = client.createProxy("capped", "127.0.0.1:0", text(counting.address()));
        capped.toxics().limitData("cap", ToxicDirection.UPSTREAM, 6);
        Socket socket = connect(capped);

        say(socket, "0123456789");

        await().atMost(ENDS_WITHIN).until(() -> heard.get() == 6);
        assertThat(endsWithin(socket, ENDS_WITHIN)).isTrue();
    }

    @Test
    void slicerPausesUpstreamToo() throws Exception {
        proxy.toxics().slicer("thin", ToxicDirection.UPSTREAM, 10, 10_000);
        Socket socket = connect();
        String text = "0123456789".repeat(20);

        long start = SystemTime.nanos().getAsLong();
        say(socket, text);

        assertThat(hear(socket, text.length())).isEqualTo(text);
        assertThat(since(start)).isGreaterThan(Duration.ofMillis(150));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "latency    | \"latency\":40,\"jitter\":10                           | \"jitter\":5",
        "bandwidth  | \"rate\":64                                         | \"rate\":65",
        "slow_close | \"delay\":2000                                      | \"delay\":1",
        "timeout    | \"timeout\":30                                      | \"timeout\":0",
        "reset_peer | \"timeout\":30                                      | \"timeout\":31",
        "slicer     | \"average_size\":9,\"size_variation\":2,\"delay\":7    | \"delay\":8",
        "limit_data | \"bytes\":7                                         | \"bytes\":8",
    })
    void everyAttributeIsKeptAndCanBeChanged(String type, String attributes, String change) throws Exception {
        HttpResponse<String> made = request("POST", "/proxies/echo/toxics", "{\"name\":\"t\",\"type\":\"" + type
                + "\",\"stream\":\"upstream\",\"toxicity\":0.25,\"attributes\":{" + attributes + ",\"other\":1}}", "test");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).isEqualTo("{\"attributes\":{" + attributes + "},\"name\":\"t\",\"type\":\"" + type
                + "\",\"stream\":\"upstream\",\"toxicity\":0.25}");

        HttpResponse<String> changed = request(
                "POST", "/proxies/echo/toxics/t", "{\"toxicity\":0.5,\"attributes\":{" + change + "}}", "test");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains(change, "\"toxicity\":0.5", "\"stream\":\"upstream\"");
        assertThat(request("GET", "/proxies/echo/toxics/t", "", "test").body()).isEqualTo(changed.body());
        assertThat(request("GET", "/proxies/echo/toxics", "", "test").body()).isEqualTo("[" + changed.body() + "]");
        assertThat(request("DELETE", "/proxies/echo/toxics/t", "", "test").statusCode()).isEqualTo(204);
        assertThat(request("GET", "/proxies/echo/toxics", "", "test").body()).isEqualTo("[]");
    }

    @Test
    void aProxyIsShownWithAllThatIsKnownOfIt() throws Exception {
        String shown = "{\"name\":\"echo\",\"listen\":\"" + proxy.getListen() + "\",\"upstream\":\"" + text(echo.address())
                + "\",\"enabled\":true,\"toxics\":[]}";

        // A real server of version 2.5.0 shows its logger by mistake.
        String mistake = ",\"Logger\":{}";
        assertThat(request("GET", "/proxies/echo", "", "test").body().replace(mistake, "")).isEqualTo(shown);
        assertThat(request("GET", "/proxies", "", "test").body().replace(mistake, ""))
                .isEqualTo("{\"echo\":" + shown + "}");
        assertThat(request("POST", "/proxies/echo", "{\"enabled\":false}", "test").body().replace(mistake, ""))
                .isEqualTo(shown.replace("true", "false"));
        assertThat(request("DELETE", "/proxies/echo", "", "test").statusCode()).isEqualTo(204);
        assertThat(request("GET", "/proxies", "", "test").body()).isEqualTo("{}");
    }

    @Test
    void populateKeepsWhatIsAsItShallBeAndReplacesTheRest() throws Exception {
        proxy.toxics().latency("kept", ToxicDirection.DOWNSTREAM, 1);
        String same = "{\"name\":\"echo\",\"listen\":\"" + proxy.getListen() + "\",\"upstream\":\"" + text(echo.address()) + "\"}";
        String more = "{\"name\":\"more\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}";

        assertThat(request("POST", "/populate", "[" + same + "," + more + "]", "test").statusCode()).isEqualTo(201);
        assertThat(client.getProxy("echo").toxics().getAll()).hasSize(1);
        assertThat(client.getProxies()).hasSize(2);

        String other = same.replace(text(echo.address()), "127.0.0.1:2");
        assertThat(request("POST", "/populate", "[" + other + "]", "test").statusCode()).isEqualTo(201);
        assertThat(client.getProxy("echo").getUpstream()).isEqualTo("127.0.0.1:2");
        assertThat(client.getProxy("echo").toxics().getAll()).isEmpty();
    }

    @Test
    void aPortThatIsGivenUpCanBeTakenAgainAtOnce() throws Exception {
        for (int i = 1; i <= 50; i++) {
            String replaced = "{\"name\":\"echo\",\"listen\":\"" + proxy.getListen() + "\",\"upstream\":\"127.0.0.1:" + i + "\"}";

            assertThat(request("POST", "/populate", "[" + replaced + "]", "test").statusCode()).as("time %d", i).isEqualTo(201);
        }
    }

    @Test
    void anErrorIsTextThatHappensToBeJson() throws Exception {
        HttpResponse<String> response = request("GET", "/proxies/none", "", "test");

        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(response.body()).isEqualTo("{\"error\":\"proxy not found\",\"status\":404}\n");
    }

    @Test
    void resetEnablesProxiesAndRemovesToxics() throws Exception {
        proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 2000);
        proxy.disable();

        client.reset();

        assertThat(client.getProxy("echo").isEnabled()).isTrue();
        assertThat(client.getProxy("echo").toxics().getAll()).isEmpty();
        assertThat(roundTrip(connect())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aProxyMovesToAnotherUpstream() throws Exception {
        Upstream other = register(Upstream.serving(connection -> connection.getOutputStream().write('o')));

        proxy.setUpstream(text(other.address()));

        assertThat(hear(connect(client.getProxy("echo")), 1)).isEqualTo("o");
    }

    @Test
    void aClosedClientIsClosedUpstreamToo() throws Exception {
        Socket socket = connect();
        say(socket, "a");
        hear(socket, 1);
        Upstream watched = register(Upstream.serving(connection -> {
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            client.getProxy("watched").delete();
        }));
        Proxy watch = client.createProxy("watched", "127.0.0.1:0", text(watched.address()));

        connect(watch).close();

        await().atMost(Duration.ofSeconds(15)).until(() -> client.getProxyOrNull("watched") == null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "GET    | /proxies/none                    |                                       | 404 | proxy not found",
        "DELETE | /proxies/none                    |                                       | 404 | proxy not found",
        "POST   | /proxies/none                    | {}                                    | 404 | proxy not found",
        "POST   | /proxies                         | {\"upstream\":\"127.0.0.1:1\"}        | 400 | missing required field: name",
        "POST   | /proxies                         | {\"name\":\"x\"}                      | 400 | missing required field: upstream",
        "POST   | /proxies                         | {\"name\":\"echo\",\"upstream\":\"a:1\"} | 409 | proxy already exists",
        "POST   | /proxies                         | {nonsense                             | 400 | bad request body",
        "POST   | /proxies                         | {\"name\":1,\"upstream\":\"a:1\"}     | 400 | bad request body",
        "POST   | /proxies                         | {\"name\":\"x\",\"upstream\":\"a:1\",\"listen\":\"nonsense\"} | 500 | missing port in address",
        "POST   | /proxies/echo/toxics             | {\"type\":\"none\"}                   | 400 | invalid toxic type",
        "POST   | /proxies/echo/toxics             | {\"type\":\"latency\",\"stream\":\"sideways\"} | 400 | stream was invalid",
        "POST   | /proxies/echo/toxics             | {\"type\":\"latency\",\"attributes\":{\"latency\":\"x\"}} | 400 | bad request body",
        "GET    | /proxies/echo/toxics/none        |                                       | 404 | toxic not found",
        "POST   | /proxies/echo/toxics/none        | {}                                    | 404 | toxic not found",
        "DELETE | /proxies/echo/toxics/none        |                                       | 404 | toxic not found",
        "POST   | /populate                        | [{\"name\":\"x\"}]                    | 400 | missing required field: upstream at proxy 1",
        "GET    | /nowhere                         |                                       | 404 | 404 page not found",
        "PUT    | /proxies                         |                                       | 405 | ''",
        "PATCH  | /proxies/echo                    | {}                                    | 405 | ''",
        "PUT    | /proxies/echo/toxics             |                                       | 405 | ''",
        "GET    | /reset                           |                                       | 405 | ''",
        "GET    | /populate                        |                                       | 405 | ''",
        "POST   | /version                         |                                       | 405 | ''",
        "POST   | /reset                           |                                       | 204 | ''",
        "GET    | /proxies/none/toxics             |                                       | 404 | proxy not found",
        "POST   | /proxies/none/toxics             | {\"type\":\"latency\"}                | 404 | proxy not found",
        "GET    | /proxies/none/toxics/t           |                                       | 404 | proxy not found",
        "DELETE | /proxies/none/toxics/t           |                                       | 404 | proxy not found",
        "POST   | /proxies/echo                    | {nonsense                             | 400 | bad request body",
        "POST   | /proxies/echo                    | {\"enabled\":1}                       | 400 | bad request body",
        "POST   | /proxies/echo/toxics             | []                                    | 400 | bad request body",
        "POST   | /proxies/echo/toxics             | {\"type\":\"latency\",\"toxicity\":\"x\"} | 400 | bad request body",
        "POST   | /populate                        | {}                                    | 400 | bad request body",
        "GET    | /proxies/echo/toxics             |                                       | 200 | []",
        "POST   | /populate                        | [{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"a:1\",\"enabled\":false}] | 201 | \"enabled\":false",
    })
    void requestsAreAnsweredAlike(String method, String path, String body, int status, String text) throws Exception {
        HttpResponse<String> response = request(method, path, body == null ? "" : body, "test");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(text);
    }

    @Test
    void aToxicIsShownWithItsDefaults() throws Exception {
        HttpResponse<String> created =
                request("POST", "/proxies/echo/toxics", "{\"type\":\"latency\",\"attributes\":{\"jitter\":5}}", "test");

        assertThat(created.statusCode()).isEqualTo(200);
        assertThat(created.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(created.body().replace("1.0", "1")).isEqualTo("{\"attributes\":{\"latency\":0,\"jitter\":5},"
                + "\"name\":\"latency_downstream\",\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":1}");
        assertThat(request("POST", "/proxies/echo/toxics", "{\"type\":\"latency\"}", "test").statusCode())
                .as("the same name again").isEqualTo(409);
    }

    @Test
    void browsersAreTurnedAway() throws Exception {
        assertThat(request("GET", "/version", "", "Mozilla/5.0").statusCode()).isEqualTo(403);
    }

    final ToxiproxyClient client() {
        return client;
    }

    final Proxy proxy() {
        return proxy;
    }

    final <T extends AutoCloseable> T register(T closeable) {
        open.add(closeable);
        return closeable;
    }

    final Socket connect() throws IOException {
        return connect(proxy);
    }

    final Socket connect(Proxy through) throws IOException {
        String[] listen = through.getListen().split(":", 2);
        Socket socket = register(new Socket(listen[0], Integer.parseInt(listen[1])));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        return socket;
    }

    static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    static String hear(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), US_ASCII);
    }

    static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** The quickest of a few, because the machine has other things to do. */
    private static Duration roundTrip(Socket socket) throws IOException {
        Duration quickest = Duration.ofDays(1);
        for (int i = 0; i < 4; i++) {
            long start = SystemTime.nanos().getAsLong();
            say(socket, "ping");
            assertThat(hear(socket, 4)).isEqualTo("ping");
            Duration taken = since(start);
            quickest = taken.compareTo(quickest) < 0 ? taken : quickest;
        }
        return quickest;
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(SystemTime.nanos().getAsLong() - startNanos);
    }

    /** Whether the connection ends, in whatever way, before the limit; it must send nothing until then. */
    private static boolean endsWithin(Socket socket, Duration limit) throws IOException {
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private HttpResponse<String> request(String method, String path, String body, String agent) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://" + text(server()) + path))
                            .header("User-Agent", agent)
                            .method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
