package dev.keyfob.web.docs;

import dev.keyfob.web.html.Templates;
import dev.keyfob.web.pages.OpenFrame;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documentation pages, which need no sign-in. */
public final class DocsPages {

    private static final int LONGEST_QUESTION = 100;
    private static final String IMAGES_STAY = "public, max-age=3600";

    private final Site site;
    private final OpenFrame openFrame;
    private final Templates templates;

    /** Read at first use, so that a server whose documentation is never requested does not read it. */
    private @Nullable Manual manual;

    private @Nullable DocsSearch search;

    public DocsPages(Site site, OpenFrame openFrame, Templates templates) {
        this.site = site;
        this.openFrame = openFrame;
        this.templates = templates;
    }

    /**
     * What all pages of the documentation have in common. {@code current} is empty on the search page and for an
     * unknown page.
     */
    public record Shelf(
            Optional<PageFrame> frame, List<Manual.Part> parts, Optional<ManualPage> current, String question) {

        public boolean isCurrent(String name) {
            return current.filter(page -> page.name().equals(name)).isPresent();
        }
    }

    /** What a page shows. */
    public record PageView(Shelf shelf, ManualPage page) {}

    /** What the search page shows. {@code wrong} says what is wrong with the query. */
    public record SearchView(Shelf shelf, String wrong, List<DocsSearch.Found> found) {}

    public void index(Context ctx) {
        show(ctx, Manual.INDEX);
    }

    public void page(Context ctx) {
        show(ctx, ctx.pathParam("page"));
    }

    public void pageInFolder(Context ctx) {
        show(ctx, ctx.pathParam("folder") + "/" + ctx.pathParam("page"));
    }

    private void show(Context ctx, String name) {
        Optional<Manual.Image> image = manual().image(name);
        if (image.isPresent()) {
            ctx.header("Cache-Control", IMAGES_STAY);
            ctx.contentType(image.get().type()).result(image.get().content());
            return;
        }
        Optional<ManualPage> page = manual().page(name);
        if (page.isEmpty()) {
            ctx.status(404);
            templates.show(ctx, "docsMissing.jte", shelf(ctx, page, ""));
            return;
        }
        templates.show(ctx, "docs.jte", new PageView(shelf(ctx, page, ""), page.get()));
    }

    /**
     * Searches the documentation. The query is only in the address of the answer, and is not logged or sent to another
     * server.
     */
    public void search(Context ctx) {
        String question = Optional.ofNullable(ctx.queryParam("q")).orElse("").strip();
        boolean isTooLong = question.codePointCount(0, question.length()) > LONGEST_QUESTION;
        if (isTooLong) {
            ctx.status(422);
        }
        templates.show(
                ctx,
                "docsSearch.jte",
                new SearchView(
                        shelf(ctx, Optional.empty(), question),
                        isTooLong ? "Search for at most " + LONGEST_QUESTION + " characters." : "",
                        isTooLong ? List.of() : search().find(question)));
    }

    private Shelf shelf(Context ctx, Optional<ManualPage> page, String question) {
        return new Shelf(openFrame.of(ctx, "Documentation"), manual().parts(), page, question);
    }

    private synchronized Manual manual() {
        if (manual == null) {
            manual = new Manual(site.origin());
        }
        return manual;
    }

    private synchronized DocsSearch search() {
        if (search == null) {
            search = new DocsSearch(manual().pages());
        }
        return search;
    }
}
