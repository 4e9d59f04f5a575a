package dev.keyfob.e2e;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pages that links lead to, found by following them, so that a new page is looked at too. */
final class LinkedPages {

    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private LinkedPages() {}

    /** One page of each kind: of those that differ only in an id or in what follows the question mark, and of those of the docs, the first. */
    static List<String> of(BrowserContext person, String url) {
        Map<String, String> found = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of("/settings/access-token", "/no-such-page"));
        Page page = person.newPage();
        while (!open.isEmpty()) {
            String path = open.removeFirst();
            String kind = URI.create(path).getPath().replaceAll(ID, "ID").replaceAll("^/docs/.*", "/docs/PAGE");
            if (!found.containsKey(kind) && isPage(person, url + path)) {
                found.put(kind, path);
                page.navigate(url + path);
                open.addAll(linksOn(page));
            }
        }
        return new ArrayList<>(found.values());
    }

    private static boolean isPage(BrowserContext person, String address) {
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

    private static List<String> linksOn(Page page) {
        List<String> links = new ArrayList<>();
        for (Locator link : page.locator("a[href^='/']").all()) {
            links.add(link.getAttribute("href"));
        }
        return links;
    }
}
