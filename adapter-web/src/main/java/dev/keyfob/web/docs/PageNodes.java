package dev.keyfob.web.docs;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Renders headings that can be linked to, and code that can be scrolled by keyboard and copied. */
final class PageNodes implements NodeRenderer {

    /** Keyfob's address in the command lines of the docs. */
    private static final String SAMPLE_ORIGIN = "http://localhost:8080";

    private static final String COPY =
            "<span class=\"copy\"><button type=\"button\" data-copy-code data-scripted hidden>"
                    + "Copy<span class=\"hidden\"> the code</span></button>"
                    + "<span class=\"copied\" role=\"status\" data-copied></span></span>";

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final Map<Heading, String> ids;
    private final String origin;

    PageNodes(HtmlNodeRendererContext context, Map<Heading, String> ids, String origin) {
        this.context = context;
        this.html = context.getWriter();
        this.ids = ids;
        this.origin = origin;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(Heading.class, FencedCodeBlock.class, IndentedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof Heading heading) {
            render(heading);
        } else if (node instanceof FencedCodeBlock block) {
            code(block.getLiteral());
        } else if (node instanceof IndentedCodeBlock block) {
            code(block.getLiteral());
        }
    }

    private void render(Heading heading) {
        String id = ids.getOrDefault(heading, "");
        String tag = "h" + heading.getLevel();
        html.line();
        html.tag(tag, Map.of("id", id));
        for (Node child = heading.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
        html.raw("<a class=\"anchor\" href=\"#" + id + "\" aria-label=\"Link to this section\">#</a>");
        html.tag("/" + tag);
        html.line();
    }

    private void code(String text) {
        html.line();
        html.raw("<div class=\"code\"><pre tabindex=\"0\" aria-label=\"Code\"><code>");
        html.text(text.replace(SAMPLE_ORIGIN, origin));
        html.raw("</code></pre>" + COPY + "</div>");
        html.line();
    }
}
