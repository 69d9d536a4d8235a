package dev.mesoschaos.mesosclient;

import com.google.protobuf.Message;
import java.io.IOException;
import okhttp3.Response;
import okio.BufferedSource;
import okio.ByteString;

/** A complete answer of success. */
record Answer(MasterAddress from, String contentType, ByteString body) {

    private static final int LONGEST_REASON = 500;

    /**
     * Reads and closes the answer.
     *
     * @throws MesosException when its status is none of success, or it cannot be read
     */
    static Answer of(Redirects.Reached reached, long maxBytes) {
        try (Response response = reached.response()) {
            failUnlessSuccess(reached);
            BufferedSource source = response.body().source();
            if (source.request(maxBytes + 1)) {
                throw new MesosException.Malformed(
                        reached.master() + " answers with more than the limit of " + maxBytes + " bytes", null);
            }
            return new Answer(reached.master(), contentType(response), source.readByteString());
        } catch (IOException e) {
            throw new MesosException.Unreachable(
                    "the answer of " + reached.master() + " broke off: " + e.getMessage(), true, e);
        }
    }

    /** Throws what an answer that is none of success means. The caller closes the answer. */
    static void failUnlessSuccess(Redirects.Reached reached) {
        Response response = reached.response();
        if (response.isSuccessful()) {
            return;
        }
        int status = response.code();
        String reason = reason(response);
        String message = reached.master() + reached.path() + " answers " + status + ": " + reason;
        boolean notServedYet = status == 404 && reason.equals("404 Not Found.");
        if (status == 503 || notServedYet) {
            throw new MesosException.Unavailable(message);
        }
        if (status < 400) {
            throw new MesosException.Malformed(message, null);
        }
        throw new MesosException.Refused(message, status, reason);
    }

    /** The body as a message; an empty body is the empty message, which Mesos sends where there is nothing to say. */
    <M extends Message> M as(WireFormat format, M prototype) {
        if (body.size() == 0) {
            return prototype;
        }
        requireType(from, contentType, format);
        try {
            byte[] bytes = body.toByteArray();
            return format.read(prototype, bytes, 0, bytes.length);
        } catch (MesosException.Malformed e) {
            throw new MesosException.Malformed(from + " sent " + e.getMessage(), e);
        }
    }

    static void requireType(MasterAddress from, String contentType, WireFormat format) {
        if (!contentType.equals(format.mediaType())) {
            throw new MesosException.Malformed(
                    from + " sent '" + printable(contentType) + "' where " + format.mediaType() + " was asked for", null);
        }
    }

    static String contentType(Response response) {
        return response.header("Content-Type", "");
    }

    /** Text of a peer that is fit for a message: short and without control characters. */
    static String printable(String text) {
        String whole = text == null ? "" : text;
        String head = whole.length() > LONGEST_REASON ? whole.substring(0, LONGEST_REASON) + "..." : whole;
        return head.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private static String reason(Response response) {
        try {
            return printable(response.peekBody(LONGEST_REASON + 1L).string());
        } catch (IOException e) {
            return "(the text broke off: " + e.getMessage() + ")";
        }
    }
}
