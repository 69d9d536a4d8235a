package dev.mesoschaos.testbed.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** The fields of a frame, which has the form {@code TYPE field field}; a field never holds a space. */
final class Fields {

    private static final Base64.Encoder TO_TEXT = Base64.getEncoder();
    private static final Base64.Decoder FROM_TEXT = Base64.getDecoder();

    private final Iterator<String> rest;

    private Fields(List<String> all) {
        this.rest = all.iterator();
    }

    static String frame(String type, String... fields) {
        return fields.length == 0 ? type : type + " " + String.join(" ", fields);
    }

    static String text(String value) {
        return TO_TEXT.encodeToString(value.getBytes(UTF_8));
    }

    static String message(MessageLite value) {
        return TO_TEXT.encodeToString(value.toByteArray());
    }

    static String messages(List<? extends MessageLite> values) {
        return values.size() + ":" + values.stream().map(Fields::message).collect(Collectors.joining(","));
    }

    static String bytes(ByteString value) {
        return TO_TEXT.encodeToString(value.toByteArray());
    }

    static Fields of(String frame) {
        return new Fields(Arrays.asList(frame.split(" ", -1)));
    }

    /** The next field as it is; the first of a frame is its type. */
    String next() {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("a field is missing");
        }
        return rest.next();
    }

    String text() {
        return new String(FROM_TEXT.decode(next()), UTF_8);
    }

    ByteString bytes() {
        return ByteString.copyFrom(FROM_TEXT.decode(next()));
    }

    <T> T message(Parser<T> parser) {
        return parse(next(), parser);
    }

    <T> List<T> messages(Parser<T> parser) {
        String[] counted = next().split(":", 2);
        if (counted[0].equals("0")) {
            return List.of();
        }
        return Arrays.stream(counted[1].split(",", -1)).map(text -> parse(text, parser)).toList();
    }

    private static <T> T parse(String text, Parser<T> parser) {
        try {
            return parser.parseFrom(FROM_TEXT.decode(text));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("a field holds another message: " + e.getMessage(), e);
        }
    }

    /** Called after the last field that is known. */
    void end() {
        if (rest.hasNext()) {
            throw new IllegalArgumentException("there are more fields than known");
        }
    }
}
