package dev.keyfob.domain.mail;

import java.util.List;

/** The first items of a list and its total size, for mails that name only a few of many items. */
public record FirstOf<T>(List<T> first, long total) {

    public FirstOf {
        first = List.copyOf(first);
    }

    public static <T> FirstOf<T> none() {
        return new FirstOf<>(List.of(), 0);
    }
}
