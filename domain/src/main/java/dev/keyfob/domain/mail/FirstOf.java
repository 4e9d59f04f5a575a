package dev.keyfob.domain.mail;

import java.util.List;

/** The first few of a list, and how many there are in all: a mail about thousands names a few. */
public record FirstOf<T>(List<T> first, long total) {

    public FirstOf {
        first = List.copyOf(first);
    }

    public static <T> FirstOf<T> none() {
        return new FirstOf<>(List.of(), 0);
    }
}
