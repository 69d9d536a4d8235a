package dev.mesoschaos.reports;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of a run that its report links to.
 *
 * @param link relative, as a URL
 */
record RawFile(String name, String link, String about) {

    /** What every run has, its series and its logs. */
    static List<RawFile> of(Path run) throws IOException {
        List<RawFile> files = new ArrayList<>();
        files.add(new RawFile("journal.jsonl", "journal.jsonl", "all that happened, one JSON object a line"));
        files.add(new RawFile(ResultJson.FILE, ResultJson.FILE, "this report for programs"));
        files.add(new RawFile(SummaryMarkdown.FILE, SummaryMarkdown.FILE, "this report in short"));
        files.addAll(in(run, SeriesCsv.DIRECTORY));
        files.addAll(in(run, "logs"));
        return files;
    }

    private static List<RawFile> in(Path run, String directory) throws IOException {
        if (!Files.isDirectory(run.resolve(directory))) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(run.resolve(directory))) {
            return names.map(path -> path.getFileName().toString())
                    .sorted()
                    .map(name -> new RawFile(directory + "/" + name, directory + "/" + encoded(name), ""))
                    .toList();
        }
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
