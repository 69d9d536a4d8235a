package dev.mesoschaos.testbed.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Bytes of JSON to messages and back. */
public final class MesosJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    /** From here on Java would print an exponent. */
    private static final double MIN_EXPONENT = 1e7;

    private static final double MAX_PLAIN = 1e15;

    private MesosJson() {}

    /** Writes a part of a document. */
    @FunctionalInterface
    public interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    /** The JSON of a message, in the order of its declaration. */
    public static byte[] print(Message message) {
        return document(out -> MessagePrinter.print(message, out));
    }

    /** The JSON of a message within another document. */
    public static void write(Message message, JsonGenerator out) throws IOException {
        MessagePrinter.print(message, out);
    }

    /** JSON that no message describes, such as that of the v0 endpoints. */
    public static byte[] document(Part content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            content.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen in memory", e);
        }
        return bytes.toByteArray();
    }

    /** Writes a double without an exponent where Mesos writes none, as in the seconds of a timestamp. */
    public static void writeDouble(JsonGenerator out, double value) throws IOException {
        double size = Math.abs(value);
        if (size < MIN_EXPONENT || size > MAX_PLAIN || !Double.isFinite(value)) {
            out.writeNumber(value);
            return;
        }
        String plain = BigDecimal.valueOf(value).toPlainString();
        out.writeNumber(plain.contains(".") ? plain : plain + ".0");
    }

    /**
     * Reads one JSON object into {@code into} and builds it.
     *
     * @throws JsonSyntaxException when the bytes are no JSON; its message is Mesos' own
     * @throws JsonConversionException when they are JSON, but not of this message; its message is Mesos' own
     */
    public static Message parse(byte[] json, Message.Builder into) {
        try (JsonParser in = FACTORY.createParser(json)) {
            MessageReader.readDocument(in, into, json);
        } catch (IOException e) {
            throw new JsonSyntaxException("syntax error at line 1 near: ", e);
        }
        if (!into.isInitialized()) {
            throw new JsonConversionException(
                    "Missing required fields: " + String.join(", ", into.findInitializationErrors()));
        }
        return into.build();
    }
}
