package dev.mesoschaos.injectors.mesos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mesoschaos.scenarios.cluster.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.mesos.v1.master.Protos.Call;

/** A way to the master on which one order can be lost. Schedulers are sent to the master itself. */
final class Gate implements AutoCloseable {

    /** What can become of an order. */
    enum Loss {
        /** The master never hears it. */
        OF_THE_ORDER,
        /** The master obeys, but nobody hears that. */
        OF_THE_ANSWER
    }

    private final Address master;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private int losesAt;
    private Loss loss = Loss.OF_THE_ORDER;
    private int orders;
    private volatile boolean forgets;

    Gate(Address master) throws IOException {
        this.master = master;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1", this::pass);
        server.createContext("/", this::pass);
        server.createContext("/api/v1/scheduler", this::sendOn);
        server.setExecutor(threads);
        server.start();
    }

    Address address() {
        return new Address("127.0.0.1", server.getAddress().getPort());
    }

    /** Loses the k-th order from now on; none when k is 0. */
    synchronized void lose(int k, Loss what) {
        losesAt = k;
        loss = what;
        orders = 0;
    }

    /** From now on all orders are answered as if they were obeyed, and the master hears none of them; or not any more. */
    void forget(boolean all) {
        forgets = all;
    }

    /** How many orders were given since {@link #lose}. */
    synchronized int orders() {
        return orders;
    }

    private synchronized boolean isLost(Call call) {
        return isOrder(call) && ++orders == losesAt;
    }

    private static boolean isOrder(Call call) {
        return !call.getType().name().startsWith("GET_");
    }

    private void sendOn(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Location", "//" + master + "/master/api/v1/scheduler");
        exchange.sendResponseHeaders(307, -1);
        exchange.close();
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (forgets && exchange.getRequestMethod().equals("POST") && isOrder(Call.parseFrom(body))) {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        boolean lost = exchange.getRequestMethod().equals("POST") && isLost(Call.parseFrom(body));
        if (lost && loss == Loss.OF_THE_ORDER) {
            exchange.close();
            return;
        }
        HttpResponse<byte[]> answer = ask(exchange, body);
        if (lost) {
            exchange.close();
            return;
        }
        answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + master + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : new String[] {"Content-Type", "Accept"}) {
            if (exchange.getRequestHeaders().getFirst(header) != null) {
                request.header(header, exchange.getRequestHeaders().getFirst(header));
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
