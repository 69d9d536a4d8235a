package dev.mesoschaos.docs;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in Markdown; without rows it is nothing. */
record Table(List<String> heads) {

    static Table of(String... heads) {
        return new Table(List.of(heads));
    }

    /** A text of the code, which may hold formats of {@code printf} and what Markdown would take for its own. */
    static String plain(String text) {
        return text.replace("%n", " ").replace("%%", "%").replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_");
    }

    String rows(Stream<String[]> rows) {
        String all = rows.map(List::of).map(Table::line).collect(Collectors.joining());
        return all.isEmpty() ? "" : line(heads) + "|" + "---|".repeat(heads.size()) + "\n" + all;
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
