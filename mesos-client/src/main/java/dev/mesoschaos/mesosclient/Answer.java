package dev.mesoschaos.mesosclient;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Message;
import java.io.IOException;
import okhttp3.Response;
import okio.BufferedSource;
import okio.Okio;

/**
 * A complete answer of success, read while it arrives: an answer of many megabytes is never held as bytes.
 *
 * @param from who answered at the end of all redirects
 */
record Answer<T>(MasterAddress from, T content) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    @FunctionalInterface
    private interface Reader<T> {
        T read(BufferedSource body) throws IOException;
    }

    /**
     * Reads a message and closes the answer. An empty body is the empty message, which Mesos sends where there is nothing
     * to say.
     *
     * @throws MesosException when the status is none of success, or the body is no such message or too long
     */
    static <M extends Message> Answer<M> message(
            Redirects.Reached reached, WireFormat format, M prototype, long maxBytes) {
        return read(reached, maxBytes, body -> {
            if (body.exhausted()) {
                return prototype;
            }
            requireType(reached, format);
            return format.parseAll(prototype, body.inputStream());
        });
    }

    /** Reads JSON that no message describes, such as that of the v0 endpoints, and closes the answer. */
    static Answer<JsonNode> tree(Redirects.Reached reached, long maxBytes) {
        return read(reached, maxBytes, body -> MAPPER.readTree(body.inputStream()));
    }

    /** Throws what an answer that is none of success means. The caller closes the answer. */
    static void failUnlessSuccess(Redirects.Reached reached) {
        Response response = reached.response();
        if (response.isSuccessful()) {
            return;
        }
        int status = response.code();
        String reason = reason(reached);
        String message = reached + " answers " + status + ": " + reason;
        boolean notServedYet = status == 404 && reason.equals("404 Not Found.");
        if (status == 503 || notServedYet) {
            throw new MesosException.Unavailable(message);
        }
        if (status < 400) {
            throw new MesosException.Malformed(message, null);
        }
        throw new MesosException.Refused(message, status, reason);
    }

    static void requireType(Redirects.Reached reached, WireFormat format) {
        String type = reached.response().header("Content-Type", "");
        if (!type.equals(format.mediaType())) {
            throw new MesosException.Malformed(reached + " sent '" + reached.words().printable(type) + "' where "
                    + format.mediaType() + " was asked for: no Mesos answers so, see who listens there", null);
        }
    }

    private static <T> Answer<T> read(Redirects.Reached reached, long maxBytes, Reader<T> reader) {
        try (Response response = reached.response()) {
            failUnlessSuccess(reached);
            BoundedBody body = new BoundedBody(response.body().source(), maxBytes);
            try {
                return new Answer<>(reached.master(), reader.read(Okio.buffer(body)));
            } catch (IOException e) {
                throw failure(reached, body, maxBytes, e);
            }
        }
    }

    private static MesosException failure(Redirects.Reached reached, BoundedBody body, long maxBytes, IOException e) {
        if (body.isTooLong()) {
            return new MesosException.Malformed(
                    reached + " answers with more than the limit of " + maxBytes + " bytes", null);
        }
        if (body.failure() != null) {
            return Failures.of("the answer of " + reached + " broke off", body.failure(), true, reached.words());
        }
        return new MesosException.Malformed(reached + " sent " + body.count() + " bytes that do not parse: "
                + reached.words().printable(e.getMessage()), reached.words().printable(e));
    }

    /** A little more is read than is shown, so that a secret at the end is seen as a whole and hidden. */
    private static String reason(Redirects.Reached reached) {
        try {
            return reached.words().printable(reached.response().peekBody(2L * PeerText.LONGEST).string());
        } catch (IOException e) {
            return "(the text broke off: " + reached.words().printable(e.getMessage()) + ")";
        }
    }
}
