package dev.mesoschaos.testbed.master;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.mesoschaos.testbed.http.Request;
import java.util.Locale;
import java.util.Set;

/** Reads a call as the v1 API does, with its order of checks and its words (mesos-facts 1.2, steps 3 to 7). */
final class CallReader {

    private CallReader() {}

    /**
     * Reads method, media type and body.
     *
     * @throws Refusal when one of them is not right
     */
    static Message read(Request request, Message.Builder into) {
        if (!request.method().equals("POST")) {
            throw new Refusal(405, "405 Method Not Allowed. Expecting one of { 'POST' }, but received '"
                    + request.method() + "'.");
        }
        String contentType = request.header("Content-Type")
                .orElseThrow(() -> new Refusal(400, "Expecting 'Content-Type' to be present"));
        MediaType format = MediaType.named(contentType)
                .orElseThrow(() -> new Refusal(
                        415, "Expecting 'Content-Type' of application/json or application/x-protobuf"));
        return format.decode(request.body(), into);
    }

    /**
     * Checks that a field of the call is there, by its proto name.
     *
     * @param kind {@code master} or {@code scheduler}
     * @throws Refusal when it is not
     */
    static void require(Message call, String kind, String field) {
        FieldDescriptor descriptor = call.getDescriptorForType().findFieldByName(field);
        if (!call.hasField(descriptor)) {
            throw new Refusal(400, "Failed to validate " + kind + "::Call: Expecting '" + field + "' to be present");
        }
    }

    /**
     * Checks that the field named like the call's type is there, if there is such a field.
     *
     * @throws Refusal when it is not
     */
    static void requirePayload(Message call, String kind, Enum<?> type, Set<? extends Enum<?>> without) {
        String field = type.name().toLowerCase(Locale.ROOT);
        if (!without.contains(type) && call.getDescriptorForType().findFieldByName(field) != null) {
            require(call, kind, field);
        }
    }

    /**
     * The media type for the answer.
     *
     * @throws Refusal when the request accepts none that there is
     */
    static MediaType accepted(Request request) {
        return MediaType.accepted(request)
                .orElseThrow(() -> new Refusal(
                        406, "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'"));
    }
}
