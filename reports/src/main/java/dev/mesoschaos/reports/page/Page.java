package dev.mesoschaos.reports.page;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.StringReader;
import java.util.List;

/** A kind of page: a template with the style and the scripts that all pages share. Texts are escaped by default. */
public final class Page {

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .emptyStringIsFalse(true)
            .zeroIsFalse(true)
            .withEscaper(text -> Bidi.visible(Escapers.HTML.escape(text)))
            .withLoader(name -> new StringReader(Resource.own(name + ".html")));

    private final Template template;
    private final List<String> scripts;
    private final String style;

    private Page(String name, List<String> scripts, String style) {
        this.template = COMPILER.compile(Resource.own(name + ".html"));
        this.scripts = scripts;
        this.style = style;
    }

    /** A page of text and tables that can be sorted. */
    public static Page withTables(String name) {
        return new Page(
                name, List.of(Resource.own("tables.js")), Resource.own("style.css") + Resource.own("tables.css"));
    }

    /** A page with charts. */
    public static Page withCharts(String name) {
        return new Page(name, Script.ALL, Resource.uplot("uPlot.min.css") + Resource.own("style.css"));
    }

    /**
     * Fills the template.
     *
     * @param view what the template shows
     * @param drawing what the script draws
     */
    public String render(Object view, Object drawing) {
        return template.execute(new Content(
                view, style, scripts, Script.policy(scripts), ScriptData.json(drawing)));
    }

    /** What a template finds; {@code style}, {@code scripts} and {@code data} are safe and not to be escaped. */
    private record Content(Object view, String style, List<String> scripts, String policy, String data) {}
}
