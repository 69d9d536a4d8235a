package dev.mesoschaos.probes.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.mesoschaos.probes.probe.Service.Answer;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MasterApiTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private Address master(HttpHandler answers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1", exchange -> {
            asked.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answers.handle(exchange);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return new Address("127.0.0.1", server.getAddress().getPort());
    }

    private static void says(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private static void redirects(HttpExchange exchange, Address leader) throws IOException {
        exchange.getResponseHeaders().set("Location", "//" + leader + "/master/api/v1");
        exchange.sendResponseHeaders(307, -1);
    }

    private static MasterApi api(Address... masters) {
        Cluster cluster = (Cluster) Proxy.newProxyInstance(
                MasterApiTest.class.getClassLoader(), new Class<?>[] {Cluster.class}, (self, method, given) ->
                        switch (method.getName()) {
                            case "masters" -> List.of(masters);
                            case "route" -> given[0];
                            default -> throw new UnsupportedOperationException(method.getName());
                        });
        return new MasterApi(cluster, TIMEOUT);
    }

    @Test
    void theLeaderIsAskedForItsHealthInTheWordsOfMesos() throws IOException {
        Address leader = master(exchange -> says(exchange, 200));

        try (MasterApi api = api(leader)) {
            assertThat(api.ask()).isEqualTo(new Answer(Outcome.OK, leader.toString()));
        }
        assertThat(asked).containsExactly("POST application/json {\"type\":\"GET_HEALTH\"}");
    }

    @Test
    void aFollowerLeadsToTheLeaderWhoIsThenAskedAtOnce() throws IOException {
        Address leader = master(exchange -> says(exchange, 200));
        Address follower = master(exchange -> redirects(exchange, leader));

        try (MasterApi api = api(follower, leader)) {
            assertThat(api.ask()).isEqualTo(new Answer(Outcome.OK, leader.toString()));
            assertThat(api.ask().outcome()).isEqualTo(Outcome.OK);
        }
        assertThat(asked).hasSize(3);
    }

    @Test
    void aMasterThatRecoversIsNoAnswerAndTheNextOneIsAskedNext() throws IOException {
        Address recovering = master(exchange -> says(exchange, 503));
        Address leader = master(exchange -> says(exchange, 200));

        try (MasterApi api = api(recovering, leader)) {
            assertThat(api.ask()).isEqualTo(new Answer(Outcome.ERROR_STATUS, ""));
            assertThat(api.ask()).isEqualTo(new Answer(Outcome.OK, leader.toString()));
        }
    }

    @Test
    void aFollowerThatLeadsToADeadLeaderIsNoAnswer() throws IOException {
        Address dead = master(exchange -> says(exchange, 200));
        Address follower = master(exchange -> redirects(exchange, dead));
        servers.getFirst().stop(0);

        try (MasterApi api = api(follower)) {
            assertThat(api.ask().outcome()).isEqualTo(Outcome.BROKEN);
        }
    }
}
