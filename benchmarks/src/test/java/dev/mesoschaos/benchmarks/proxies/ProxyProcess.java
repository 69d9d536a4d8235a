package dev.mesoschaos.benchmarks.proxies;

import dev.mesoschaos.testbed.proxy.ProxyMain;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A proxy server in a process of its own, as a cluster has it. */
final class ProxyProcess implements AutoCloseable {

    private static final String PORT = "8474";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);

    private final Process process;
    private final ToxiproxyClient client;
    private final String host;
    private final Map<InetSocketAddress, InetSocketAddress> proxies = new HashMap<>();

    private ProxyProcess(String host, List<String> command) throws IOException {
        this.host = host;
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        client = new ToxiproxyClient(host, Integer.parseInt(PORT));
        Awaitility.await().atMost(STARTS_WITHIN).ignoreExceptions().until(() -> client.version() != null);
    }

    /** The project's own, with the options that the embedded cluster starts it with. */
    static ProxyProcess embedded() throws IOException {
        String host = "127.77.4.1";
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProxyProcess(host, List.of(
                java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=5", "-Xss512k",
                "-Xmx64m", "-Djava.net.preferIPv4Stack=true", "-cp", System.getProperty("java.class.path"),
                ProxyMain.class.getName(), "--host=" + host, "--port=" + PORT));
    }

    static ProxyProcess real(String program) throws IOException {
        String host = "127.77.4.2";
        return new ProxyProcess(host, List.of(program, "-host=" + host, "-port=" + PORT));
    }

    /** Where a proxy to the service listens; made when it is asked for first. */
    InetSocketAddress to(InetSocketAddress service) throws IOException {
        InetSocketAddress known = proxies.get(service);
        if (known == null) {
            Proxy proxy = client.createProxy("to-" + service.getPort(), host + ":0",
                    service.getAddress().getHostAddress() + ":" + service.getPort());
            String listen = proxy.getListen();
            known = new InetSocketAddress(host, Integer.parseInt(listen.substring(listen.lastIndexOf(':') + 1)));
            proxies.put(service, known);
        }
        return known;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
