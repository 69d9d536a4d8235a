package dev.mesoschaos.reports;

import dev.mesoschaos.reports.page.Bidi;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pieces of GitHub Markdown in which texts stay texts: no markup, no mention, no link, no row that breaks. */
final class Markdown {

    private static final Pattern LINE_BREAKS = Pattern.compile("\\R+");
    /** A colon only where it makes a link; the rest wherever it is. */
    private static final Pattern SPECIAL = Pattern.compile("[&<>@|#\\\\`*_\\[\\]~$]|:(?=//)");
    private static final Pattern TICKS = Pattern.compile("`+");

    private Markdown() {}

    /** A text within a line or a cell; special characters become entities, which renderers never take for markup. */
    static String text(String text) {
        String line = LINE_BREAKS.matcher(Bidi.visible(text)).replaceAll(" ");
        return SPECIAL.matcher(line).replaceAll(match -> "&#" + (int) match.group().charAt(0) + ";");
    }

    /** A row of a table; its cells are Markdown already. */
    static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** The head of a table. */
    static String head(List<String> names) {
        return row(names) + row(names.stream().map(name -> "---").toList());
    }

    /** A block of code that nothing in it can end. */
    static String code(String text) {
        int longest = TICKS.matcher(text).results()
                .mapToInt(match -> match.group().length())
                .max()
                .orElse(0);
        String fence = "`".repeat(Math.max(3, longest + 1));
        return fence + "\n" + text + "\n" + fence + "\n";
    }
}
