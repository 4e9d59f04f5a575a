package dev.keyfob.e2e;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Finds pages by following links, so that it also finds new ones. */
final class LinkedPages {

    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private LinkedPages() {}

    /** Opens the first page of each kind. */
    static void visit(BrowserContext person, String url, BiConsumer<Page, String> visitor) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of("/settings/access-token", "/no-such-page"));
        Page page = person.newPage();
        while (!open.isEmpty()) {
            String path = open.removeFirst();
            if (seen.add(kindOf(path)) && isPage(person, url + path)) {
                page.navigate(url + path);
                open.addAll(linksOn(page));
                visitor.accept(page, path);
            }
        }
        page.close();
    }

    /** Pages that differ only in an id or in the query are of the same kind, and so are all pages of the docs. */
    static String kindOf(String path) {
        return withoutIds(path).replaceAll("^/docs/.*", "/docs/PAGE");
    }

    static String withoutIds(String path) {
        return URI.create(path).getPath().replaceAll(ID, "ID");
    }

    static boolean isPage(BrowserContext person, String address) {
        APIResponse answer = person.request().get(address);
        return answer.headers().getOrDefault("content-type", "").startsWith("text/html");
    }

    /** Every page of the documentation. */
    static List<String> ofDocs(BrowserContext reader, String url) {
        Page page = reader.newPage();
        page.navigate(url + "/docs");
        return linksOn(page).stream()
                .filter(link -> link.startsWith("/docs/") && !link.contains("#"))
                .distinct()
                .toList();
    }

    static List<String> linksOn(Page page) {
        Object links = page.evaluate(
                "[...document.querySelectorAll(\"a[href^='/']\")].map(each => each.getAttribute('href'))");
        return ((List<?>) links).stream().map(String.class::cast).toList();
    }
}
