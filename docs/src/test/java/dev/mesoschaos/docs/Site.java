package dev.mesoschaos.docs;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** All pages as HTML files beside each other, with the files of the repository that they link to. */
final class Site {

    private static final Path INDEX = Repository.PAGES.resolve("index.md");
    private static final Template PAGE = Mustache.compiler().emptyStringIsFalse(true).compile(resource("page.html"));

    private final Map<Path, MarkdownFile> pages;
    private final Path directory;

    /**
     * A site of these pages.
     *
     * @param pages by their file; one of them is the index, whose lists of links are the table of contents
     */
    Site(Map<Path, MarkdownFile> pages, Path directory) {
        this.pages = pages;
        this.directory = directory;
    }

    /** All Markdown files of the repository as pages, with their generated parts. */
    static Map<Path, MarkdownFile> pages() {
        Generated generated = new Generated();
        Map<Path, MarkdownFile> pages = new TreeMap<>();
        Repository.markdown().forEach(file -> pages.put(file, generated.complete(file)));
        return pages;
    }

    void write() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("style.css"), resource("style.css"));
        for (MarkdownFile page : pages.values()) {
            Element body = page.body().clone();
            for (Element element : body.select("a[href], img[src]")) {
                relink(page, element, element.hasAttr("href") ? "href" : "src");
            }
            body.select("table").wrap("<div class=\"scroll\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"></div>");
            body.select("pre").attr("tabindex", "0");
            body.select("th").attr("scope", "col");
            Files.writeString(directory.resolve(name(page.file())), PAGE.execute(
                    new View(page.title(), body.html(), contents(page), page.file().equals(INDEX))));
        }
    }

    private void relink(MarkdownFile page, Element element, String attribute) throws IOException {
        Link link = Link.of(page.file(), element.attr(attribute)).orElse(null);
        if (link == null) {
            return;
        }
        String anchor = link.anchor().isEmpty() ? "" : "#" + link.anchor();
        element.attr(attribute, (pages.containsKey(link.target()) ? name(link.target()) : copy(link.target())) + anchor);
    }

    /** Beside the pages, so that the site can be put anywhere. */
    private String copy(Path file) throws IOException {
        String name = "files/" + Repository.name(file);
        Path copy = directory.resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        return name;
    }

    /** Pages by their name, all other Markdown files by their path. */
    static String name(Path file) {
        Path base = file.startsWith(Repository.PAGES) ? Repository.PAGES : Repository.ROOT;
        return base.relativize(file).toString().replace('/', '-').toLowerCase(Locale.ROOT).replaceAll("\\.md$", ".html");
    }

    private List<Chapter> contents(MarkdownFile present) {
        return pages.get(INDEX).body().select("h2 + ul").stream()
                .map(list -> new Chapter(
                        list.previousElementSibling().text(),
                        list.select("a").stream().map(link -> entry(link, present)).toList()))
                .toList();
    }

    private static Entry entry(Element link, MarkdownFile present) {
        Path target = Link.of(INDEX, link.attr("href")).orElseThrow().target();
        return new Entry(name(target), link.text(), target.equals(present.file()));
    }

    private static String resource(String name) {
        try (InputStream in = Site.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files that the table of contents leads to. */
    Stream<Path> listed() {
        return pages.get(INDEX).links().stream().flatMap(link -> Link.of(INDEX, link).stream()).map(Link::target);
    }

    /** What the template shows. */
    private record View(String title, String body, List<Chapter> contents, boolean index) {}

    private record Chapter(String name, List<Entry> entries) {}

    private record Entry(String link, String title, boolean present) {}
}
