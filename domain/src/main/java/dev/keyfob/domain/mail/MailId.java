package dev.keyfob.domain.mail;

import java.util.UUID;

/**
 * The id of a mail, which is the same for every attempt. It is in {@code Message-ID}, so mail programs recognize a
 * duplicate.
 */
public record MailId(UUID value) {

    public static MailId random() {
        return new MailId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
