package dev.mesoschaos.reports.page;

import java.util.Locale;
import java.util.regex.Pattern;

/** Marks that turn the direction of writing, made visible: a name with one in it could make a line read as its opposite. */
public final class Bidi {

    private static final Pattern MARKS = Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private Bidi() {}

    /** The text with {@code ⟨U+202E⟩} and the like in their places. */
    public static String visible(String text) {
        return MARKS.matcher(text)
                .replaceAll(mark -> String.format(Locale.ROOT, "⟨U+%04X⟩", (int) mark.group().charAt(0)));
    }
}
