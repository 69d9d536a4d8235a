package dev.mesoschaos.testbed.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server behind a proxy, one thread for each connection. */
final class Upstream implements AutoCloseable {

    /** What it does with a connection. */
    interface Service {
        void serve(Socket connection) throws IOException;
    }

    private final ServerSocket listener;
    private final Thread acceptor;

    private Upstream(Service service) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        acceptor = Thread.ofVirtual().start(() -> accept(service));
    }

    static Upstream serving(Service service) throws IOException {
        return new Upstream(service);
    }

    /** Sends back what it gets, and closes when the client does. */
    static Upstream echo() throws IOException {
        return serving(connection -> connection.getInputStream().transferTo(connection.getOutputStream()));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept(Service service) {
        try {
            while (true) {
                Socket connection = listener.accept();
                connection.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(service, connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void serve(Service service, Socket connection) {
        try (connection) {
            service.serve(connection);
        } catch (IOException e) {
            // The client is gone.
        }
    }

    /** Until the thread that accepts has noticed, it may still take a connection. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
