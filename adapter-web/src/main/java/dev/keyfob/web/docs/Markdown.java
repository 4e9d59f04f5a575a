package dev.keyfob.web.docs;

import dev.keyfob.web.pages.Sections;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Parses the Markdown of the documentation: CommonMark with GitHub's tables and heading ids. */
final class Markdown {

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final String PAGE = ".md";
    private static final int FIRST_LEVEL = 1;

    private Markdown() {}

    /** Returns the parts of the index: each second-level heading with the pages that are linked below it. */
    static List<Manual.Part> parts(String index) {
        List<Manual.Part> parts = new ArrayList<>();
        Set<String> named = new HashSet<>();
        PARSER.parse(index).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                if (heading.getLevel() > FIRST_LEVEL) {
                    parts.add(new Manual.Part(text(heading), new ArrayList<>()));
                }
            }

            @Override
            public void visit(Link link) {
                Optional<String> name = target(Manual.INDEX, link.getDestination())
                        .map(URI::getPath)
                        .filter(path -> path.endsWith(PAGE))
                        .map(Markdown::withoutEnding);
                if (name.isPresent() && !parts.isEmpty() && named.add(name.get())) {
                    parts.get(parts.size() - 1).entries().add(new Manual.Entry(name.get(), text(link)));
                }
            }
        });
        return parts;
    }

    static ManualPage page(String name, String markdown, String origin) {
        Node document = PARSER.parse(markdown);
        Map<Heading, String> ids = ids(document);
        List<ManualPage.Section> sections = sections(document, ids);
        document.accept(new LinksWithinTheManual(name));
        String html = HtmlRenderer.builder()
                .nodeRendererFactory(context -> new PageNodes(context, ids, origin))
                .extensions(TABLES)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .build()
                .render(document);
        return new ManualPage(name, sections.get(0).heading(), scrolling(html), sections);
    }

    // Makes wide tables scroll separately, on phones too. HTML in the Markdown is escaped, so this does not match any
    // text.
    private static String scrolling(String html) {
        return html.replace(
                        "<table>", "<div class=\"scroll\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>")
                .replace("</table>", "</table></div>");
    }

    /** Returns where a link of that page leads within {@code docs/}, with its fragment; empty if it leads elsewhere. */
    private static Optional<URI> target(String page, String destination) {
        URI target = URI.create("/" + page).resolve(destination).normalize();
        boolean isOutside = target.isAbsolute() || target.getPath().startsWith("/../");
        return isOutside
                ? Optional.empty()
                : Optional.of(URI.create(target.toString().substring(1)));
    }

    private static String withoutEnding(String file) {
        String name = file.substring(0, file.length() - PAGE.length());
        return name.equals("index") ? Manual.INDEX : name;
    }

    private static Map<Heading, String> ids(Node document) {
        Map<Heading, String> ids = new IdentityHashMap<>();
        Map<String, Integer> taken = new HashMap<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String id = id(text(heading));
                int before = taken.merge(id, 1, Integer::sum) - 1;
                ids.put(heading, before == 0 ? id : id + "-" + before);
            }
        });
        return ids;
    }

    /** Returns the id that GitHub gives to a heading. */
    private static String id(String heading) {
        StringBuilder id = new StringBuilder();
        heading.toLowerCase(Locale.ROOT).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == '-' || c == '_') {
                id.appendCodePoint(c);
            } else if (c == ' ') {
                id.append('-');
            }
        });
        return id.toString();
    }

    private static List<ManualPage.Section> sections(Node document, Map<Heading, String> ids) {
        Map<Heading, StringBuilder> texts = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof Heading heading) {
                current = new StringBuilder();
                texts.put(heading, current);
            } else {
                current.append(text(block)).append(' ');
            }
        }
        List<ManualPage.Section> sections = new ArrayList<>();
        texts.forEach((heading, text) -> sections.add(new ManualPage.Section(
                heading.getLevel() == FIRST_LEVEL ? "" : ids.getOrDefault(heading, ""),
                heading.getLevel(),
                text(heading),
                text.toString().strip())));
        return sections;
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text words) {
                text.append(words.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(code.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock code) {
                text.append(code.getLiteral());
            }

            @Override
            public void visit(IndentedCodeBlock code) {
                text.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak end) {
                text.append(' ');
            }

            @Override
            public void visit(HardLineBreak end) {
                text.append(' ');
            }

            @Override
            public void visit(org.commonmark.node.Paragraph paragraph) {
                visitChildren(paragraph);
                text.append(' ');
            }

            // A cell of a table.
            @Override
            public void visit(CustomNode cell) {
                visitChildren(cell);
                text.append(' ');
            }
        });
        return text.toString().strip();
    }

    /**
     * Turns links to files of the docs into links to their pages, and removes links to files outside the docs but keeps
     * their text.
     */
    private static final class LinksWithinTheManual extends AbstractVisitor {

        private final String page;

        LinksWithinTheManual(String page) {
            this.page = page;
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            String destination = link.getDestination();
            if (destination.startsWith("#") || URI.create(destination).isAbsolute()) {
                return;
            }
            Optional<URI> target = target(page, destination);
            if (target.isPresent()) {
                link.setDestination(path(target.get()));
            } else {
                while (link.getFirstChild() != null) {
                    link.insertBefore(link.getFirstChild());
                }
                link.unlink();
            }
        }

        @Override
        public void visit(Image image) {
            target(page, image.getDestination()).ifPresent(file -> image.setDestination(path(file)));
        }

        private static String path(URI file) {
            String name = file.getPath();
            String path = name.endsWith(PAGE) ? ManualPage.path(withoutEnding(name)) : Sections.DOCS + "/" + name;
            return file.getRawFragment() == null ? path : path + "#" + file.getRawFragment();
        }
    }
}
