package dev.keyfob.web.docs;

import dev.keyfob.web.pages.Sections;
import java.util.List;

/** A page of the documentation: its HTML, and its sections for the navigation and the search. */
public record ManualPage(String name, String title, String html, List<Section> sections) {

    private static final int SECOND_LEVEL = 2;

    /** A heading with the text below it, up to the next heading. {@code id} is empty for the text below the title. */
    public record Section(String id, int level, String heading, String text) {}

    public String path() {
        return path(name);
    }

    static String path(String name) {
        return name.isEmpty() ? Sections.DOCS : Sections.DOCS + "/" + name;
    }

    /** Returns the sections that the navigation lists below the page. */
    public List<Section> contents() {
        return sections.stream()
                .filter(section -> section.level() == SECOND_LEVEL)
                .toList();
    }
}
