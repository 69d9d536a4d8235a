package dev.mesoschaos.testbed.zookeeper;

import static org.awaitility.Awaitility.await;

import dev.mesoschaos.testbed.process.Loopback;
import dev.mesoschaos.testbed.process.TestProcess;
import dev.mesoschaos.testbed.proxy.ProxyServer;
import dev.mesoschaos.testbed.zookeeper.ZooKeeperStatus.Mode;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members that may reach each other through proxies only, as on machines without namespaces. */
class ProxiedEnsembleIT {

    private static final int SIZE = 3;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    private final List<String> ips = IntStream.range(0, SIZE).mapToObj(i -> Loopback.fresh()).toList();
    private final List<String> views = new ArrayList<>();
    private final List<TestProcess> processes = new ArrayList<>();
    private final List<InetSocketAddress> members = new ArrayList<>();
    private ProxyServer server;
    private ToxiproxyClient proxies;

    @BeforeEach
    void makeProxies() throws IOException {
        server = ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        proxies = new ToxiproxyClient(server.address().getHostString(), server.address().getPort());
        for (int member = 0; member < SIZE; member++) {
            views.add(viewOf(member));
        }
    }

    @AfterEach
    void stop() {
        processes.forEach(TestProcess::close);
        server.close();
    }

    @Test
    void aCalledMemberCallsBackThroughItsOwnProxyOnly() throws IOException {
        List<? extends Proxy> callsBack = links("link-(1-0|2-0|2-1)-3888");
        for (Proxy link : callsBack) {
            link.disable();
        }
        launch();
        await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(30))
                .until(() -> IntStream.range(0, SIZE).allMatch(member -> mode(member).isEmpty()));

        for (Proxy link : callsBack) {
            link.enable();
        }
        awaitAllServing();
    }

    @Test
    void whicheverMemberLosesItsProxiesLosesTheQuorumAndComesBackWithThem() throws IOException {
        launch();
        awaitAllServing();
        for (int member = 0; member < SIZE; member++) {
            for (Proxy link : linksOf(member)) {
                link.disable();
            }
            int cut = member;
            await().atMost(Duration.ofSeconds(30)).until(() -> mode(cut).isEmpty());
            await().atMost(Duration.ofSeconds(30)).until(() -> IntStream.range(0, SIZE)
                    .filter(other -> other != cut && mode(other).equals(Optional.of(Mode.LEADER))).count() == 1);
            for (Proxy link : linksOf(member)) {
                link.enable();
            }
            awaitAllServing();
        }
    }

    /** The servers as one member must dial them: itself directly, the others through a proxy for each of two ports. */
    private String viewOf(int member) throws IOException {
        List<String> view = new ArrayList<>();
        for (int other = 0; other < SIZE; other++) {
            view.add((other + 1) + "=" + (other == member
                    ? ips.get(member) + ":2888:3888"
                    : "127.0.0.1:" + port(member, other, 2888) + ":" + port(member, other, 3888)));
        }
        return String.join(",", view);
    }

    private String port(int from, int to, int port) throws IOException {
        Proxy link = proxies.createProxy(
                "link-" + from + "-" + to + "-" + port, "127.0.0.1:0", ips.get(to) + ":" + port);
        return link.getListen().substring(link.getListen().indexOf(':') + 1);
    }

    private void launch() throws IOException {
        for (int member = 0; member < SIZE; member++) {
            processes.add(TestProcess.start(
                    ZooKeeperMain.class, "--id=" + (member + 1), "--ip=" + ips.get(member), "--proxied_peers=true",
                    "--data_dir=" + directory.resolve("zk" + member), "--servers=" + views.get(member)));
        }
        for (TestProcess process : processes) {
            members.add(process.awaitListening());
        }
    }

    private List<? extends Proxy> linksOf(int member) throws IOException {
        return links("link-(%1$d-.|.-%1$d)-.*".formatted(member));
    }

    private List<? extends Proxy> links(String pattern) throws IOException {
        return proxies.getProxies().stream().filter(link -> link.getName().matches(pattern)).toList();
    }

    private void awaitAllServing() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> IntStream.range(0, SIZE).allMatch(member -> mode(member).isPresent()));
    }

    private Optional<Mode> mode(int member) {
        try {
            return ZooKeeperStatus.read(members.get(member), LIMIT).map(ZooKeeperStatus::mode);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
