package dev.mesoschaos.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * A Markdown file, read.
 *
 * @param body as HTML, whose headings have the anchors that they have on GitHub
 * @param blocks its fenced blocks
 * @param inline its code within sentences
 */
record MarkdownFile(Path file, Element body, List<CodeBlock> blocks, List<String> inline) {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder()
            .extensions(EXTENSIONS)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().extensions(EXTENSIONS).build();

    static MarkdownFile read(Path file) {
        return of(file, Repository.text(file));
    }

    static MarkdownFile of(Path file, String text) {
        Node document = PARSER.parse(text);
        List<CodeBlock> blocks = new ArrayList<>();
        List<String> inline = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                int line = block.getSourceSpans().getFirst().getLineIndex() + 1;
                blocks.add(CodeBlock.of(file, line, Optional.ofNullable(block.getInfo()).orElse(""), block.getLiteral()));
            }

            @Override
            public void visit(Code code) {
                inline.add(code.getLiteral());
            }
        });
        Element body = Jsoup.parseBodyFragment(RENDERER.render(document)).body();
        return new MarkdownFile(file, body, List.copyOf(blocks), List.copyOf(inline));
    }

    /** All that a link may name behind its {@code #}. */
    Set<String> anchors() {
        return body.select("[id]").stream().map(Element::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Where its links and pictures lead, as written. */
    List<String> links() {
        return body.select("a[href], img[src]").stream()
                .map(element -> element.hasAttr("href") ? element.attr("href") : element.attr("src"))
                .toList();
    }

    String title() {
        return Optional.ofNullable(body.selectFirst("h1"))
                .map(Element::text)
                .orElseThrow(() -> new IllegalArgumentException(Repository.name(file) + " has no heading of the first level"));
    }
}
