package dev.mesoschaos.reports.view;

import dev.mesoschaos.scenarios.verdict.Verdict;
import java.util.Locale;

/**
 * A verdict to be shown.
 *
 * @param sign one character that says it without colour
 * @param word the verdict
 * @param style name of its style
 */
public record Badge(String sign, String word, String style) {

    /** Of a verdict. */
    public static Badge of(Verdict verdict) {
        return new Badge(Words.sign(verdict), verdict.name(), verdict.name().toLowerCase(Locale.ROOT));
    }
}
