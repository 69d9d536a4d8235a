package dev.mesoschaos.scenarios.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads instants in the one form in which journals have them, {@code 2026-11-22T10:00:00.123Z}, and leaves any other to
 * Java, whose parser of all forms takes a third of the time in which a long journal is read.
 */
final class InstantReader extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1;
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int NANO_DIGITS = 9;

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = parser.getText();
        try {
            return read(text);
        } catch (DateTimeException e) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "no instant: %s", e.getMessage());
        }
    }

    static Instant read(String text) {
        if (!isUsual(text)) {
            return Instant.parse(text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
        long second = number(text, 11, 13) * 3600L + number(text, 14, 16) * 60L + number(text, 17, 19);
        int nanos = 0;
        for (int i = 0; i < NANO_DIGITS; i++) {
            int at = FORM.length() + 1 + i;
            nanos = nanos * 10 + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
        }
        return Instant.ofEpochSecond(day * 86_400 + second, nanos);
    }

    /** Digits where they belong; hours, minutes and seconds in their ranges, as those out of them are not for us to judge. */
    private static boolean isUsual(String text) {
        int end = text.length() - 1;
        if (end < FORM.length() || end > FORM.length() + 1 + NANO_DIGITS || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char form = i < FORM.length() ? FORM.charAt(i) : i == FORM.length() ? '.' : '0';
            boolean fits = form == '0' ? text.charAt(i) >= '0' && text.charAt(i) <= '9' : text.charAt(i) == form;
            if (!fits) {
                return false;
            }
        }
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
