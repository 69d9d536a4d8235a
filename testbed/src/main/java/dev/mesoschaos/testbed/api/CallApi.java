package dev.mesoschaos.testbed.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UninitializedMessageException;
import dev.mesoschaos.testbed.http.Request;
import dev.mesoschaos.testbed.json.JsonConversionException;
import dev.mesoschaos.testbed.json.JsonSyntaxException;
import dev.mesoschaos.testbed.json.MesosJson;
import java.util.Locale;
import java.util.Set;

/** Reads the calls of a v1 API with its order of checks and its words (mesos-facts 1.2, steps 3 to 8, and 1.5). */
public enum CallApi {
    MASTER("master"),
    SCHEDULER("scheduler"),
    EXECUTOR("Executor"),
    AGENT(
            "agent",
            "application/json or application/x-protobuf or application/recordio",
            "application/json or application/x-protobuf or application/recordio",
            "",
            "Failed to parse body into a protobuf object");

    private static final String RECORDIO = "application/recordio";
    private static final int UUID_BYTES = 16;
    private static final int VERSION_AT = 6;
    private static final int MAX_VERSION = 5;

    private final String name;
    private final String contentTypes;
    private final String accepts;
    private final String noConversion;
    private final String noProtobuf;

    CallApi(String name) {
        this(
                name,
                "application/json or application/x-protobuf",
                "'application/x-protobuf' or 'application/json'",
                "Failed to convert JSON into Call protobuf: ",
                "Failed to parse body into Call protobuf");
    }

    CallApi(String name, String contentTypes, String accepts, String noConversion, String noProtobuf) {
        this.name = name;
        this.contentTypes = contentTypes;
        this.accepts = accepts;
        this.noConversion = noConversion;
        this.noProtobuf = noProtobuf;
    }

    /**
     * Reads method, media type and body.
     *
     * @throws Refusal when one of them is not right
     */
    public Message read(Request request, Message.Builder into) {
        if (!request.method().equals("POST")) {
            throw Refusal.method(request.method(), "POST");
        }
        String contentType = request.header("Content-Type")
                .orElseThrow(() -> new Refusal(400, "Expecting 'Content-Type' to be present"));
        if (this == AGENT && contentType.equals(RECORDIO)) {
            throw new Refusal(501, "The testbed's agent takes no input for containers");
        }
        MediaType format = MediaType.named(contentType)
                .orElseThrow(() -> new Refusal(415, "Expecting 'Content-Type' of " + contentTypes));
        try {
            return format == MediaType.JSON
                    ? MesosJson.parse(request.body(), into)
                    : into.mergeFrom(request.body()).build();
        } catch (JsonSyntaxException e) {
            throw new Refusal(400, "Failed to parse body into JSON: " + e.getMessage());
        } catch (JsonConversionException e) {
            throw new Refusal(400, noConversion + e.getMessage());
        } catch (InvalidProtocolBufferException | UninitializedMessageException e) {
            throw new Refusal(400, noProtobuf);
        }
    }

    /**
     * Checks that a field of the call is there, by its proto name.
     *
     * @throws Refusal when it is not
     */
    public void require(Message call, String field) {
        FieldDescriptor descriptor = call.getDescriptorForType().findFieldByName(field);
        if (!call.hasField(descriptor)) {
            throw invalid("Expecting '" + field + "' to be present");
        }
    }

    /**
     * Checks that the field named like the call's type is there, if there is such a field.
     *
     * @param without types whose payload may be missing
     * @throws Refusal when it is not
     */
    public void requirePayload(Message call, Enum<?> type, Set<? extends Enum<?>> without) {
        String field = type.name().toLowerCase(Locale.ROOT);
        if (!without.contains(type) && call.getDescriptorForType().findFieldByName(field) != null) {
            require(call, field);
        }
    }

    /**
     * Checks that bytes are a UUID as Mesos judges it: by length and version (mesos-facts 14.1).
     *
     * @throws Refusal when they are not
     */
    public void requireUuid(ByteString bytes) {
        int version = bytes.size() == UUID_BYTES ? (bytes.byteAt(VERSION_AT) >> 4) & 0xf : 0;
        if (version < 1 || version > MAX_VERSION) {
            throw invalid("Not a valid UUID");
        }
    }

    /** A call that can be read and makes no sense. */
    public Refusal invalid(String why) {
        return new Refusal(400, "Failed to validate " + name + "::Call: " + why);
    }

    /**
     * The media type for the answer.
     *
     * @throws Refusal when the request accepts none that there is
     */
    public MediaType accepted(Request request) {
        return MediaType.accepted(request)
                .orElseThrow(() -> new Refusal(406, "Expecting 'Accept' to allow " + accepts));
    }
}
