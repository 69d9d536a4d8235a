package dev.mesoschaos.testbed.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract, and what the embedded server promises beyond it. */
class EmbeddedProxyServerTest extends ToxiproxyContract {

    private static ProxyServer server;

    @BeforeAll
    static void start() throws IOException {
        server = ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 42);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    InetSocketAddress server() {
        return server.address();
    }

    @Test
    void aTakenPortIsSaidToBeTaken() {
        assertThatIOException().isThrownBy(() -> ProxyServer.start(server.address(), 1))
                .withMessageContaining("already in use");
        assertThatIOException().isThrownBy(() -> client().createProxy("taken", text(server.address()), "127.0.0.1:1"))
                .withMessageContaining("bind");
    }

    @Test
    void aClientThatHasSaidAllStillHearsTheAnswer() throws Exception {
        Upstream patient = register(Upstream.serving(connection -> {
            byte[] all = connection.getInputStream().readAllBytes();
            connection.getOutputStream().write(("got " + all.length).getBytes(StandardCharsets.UTF_8));
        }));
        Proxy proxy = client().createProxy("patient", "127.0.0.1:0", text(patient.address()));
        proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, 50);
        Socket socket = connect(proxy);

        say(socket, "12345");
        socket.shutdownOutput();

        assertThat(hear(socket, 100)).isEqualTo("got 5");
    }

    @Test
    void aReceiverThatDoesNotReadStopsTheSender() throws Exception {
        Upstream source = register(Upstream.serving(connection -> {
            OutputStream out = connection.getOutputStream();
            for (int i = 0; i < 64; i++) {
                out.write(new byte[1 << 20]);
            }
        }));
        Proxy proxy = client().createProxy("source", "127.0.0.1:0", text(source.address()));
        Socket socket = connect(proxy);
        assertThat(hear(socket, 1)).hasSize(1);
        long before = usedDirectMemory();

        await().pollDelay(Duration.ofMillis(500)).until(() -> true);

        assertThat(usedDirectMemory() - before).isLessThan(8 << 20);
        assertThat(drain(socket.getInputStream())).isEqualTo((64L << 20) - 1);
    }

    @Test
    void theSameSeedHarmsTheSameConnections() throws Exception {
        String first = harmed("seeded");
        assertThat(first).contains("y").contains("n");

        client().getProxy("seeded").delete();

        assertThat(harmed("seeded")).isEqualTo(first);
    }

    /** Which of twenty connections a toxicity of one half harms. */
    private String harmed(String name) throws IOException {
        Upstream upstream = register(Upstream.serving(connection -> connection.getOutputStream().write("xx".getBytes(
                StandardCharsets.US_ASCII))));
        Proxy proxy = client().createProxy(name, "127.0.0.1:0", text(upstream.address()));
        proxy.toxics().limitData("half", ToxicDirection.DOWNSTREAM, 1).setToxicity(0.5f);
        return IntStream.range(0, 20).mapToObj(i -> {
            try (Socket socket = connect(proxy)) {
                return hear(socket, 2).length() < 2 ? "y" : "n";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).collect(Collectors.joining());
    }

    private static long usedDirectMemory() {
        return ManagementFactory
                .getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).mapToLong(pool -> pool.getMemoryUsed()).sum();
    }

    private static long drain(InputStream in) throws IOException {
        return in.transferTo(OutputStream.nullOutputStream());
    }
}
