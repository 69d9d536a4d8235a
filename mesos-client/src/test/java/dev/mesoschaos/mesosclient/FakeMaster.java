package dev.mesoschaos.mesosclient;

import com.google.protobuf.Message;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;

/** A web server that answers as a test says and keeps what it was asked. */
final class FakeMaster implements AutoCloseable {

    private final MockWebServer server = new MockWebServer();
    private final BlockingQueue<RecordedRequest> requests = new LinkedBlockingQueue<>();
    private final List<LiveStream> streams = new CopyOnWriteArrayList<>();
    private volatile Function<RecordedRequest, MockResponse> behaviour = request -> text(503, "No leader elected");

    FakeMaster() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                return behaviour.apply(request);
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new IllegalStateException("no port for a fake master", e);
        }
    }

    MasterAddress address() {
        return new MasterAddress("127.0.0.1", server.getPort());
    }

    FakeMaster answers(Function<RecordedRequest, MockResponse> with) {
        behaviour = with;
        return this;
    }

    FakeMaster answers(MockResponse always) {
        return answers(request -> always);
    }

    FakeMaster useTls(HandshakeCertificates certificates) {
        server.useHttps(certificates.sslSocketFactory());
        return this;
    }

    /** What was asked, oldest first. */
    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** The next stream that a test writes by hand, ended with the server at the latest. */
    LiveStream stream(WireFormat format) {
        LiveStream stream = new LiveStream(format);
        streams.add(stream);
        return stream;
    }

    static MockResponse text(int status, String body) {
        return new MockResponse.Builder().code(status).setHeader("Content-Type", "text/plain; charset=utf-8").body(body)
                .build();
    }

    static MockResponse message(WireFormat format, Message message) {
        return new MockResponse.Builder().setHeader("Content-Type", format.mediaType())
                .body(new okio.Buffer().write(format.write(message))).build();
    }

    static MockResponse redirect(MasterAddress to, String path) {
        return new MockResponse.Builder().code(307).setHeader("Location", "//" + to + path).build();
    }

    @Override
    public void close() {
        streams.forEach(LiveStream::end);
        server.close();
    }
}
