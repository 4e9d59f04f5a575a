package dev.keyfob.domain.mail;

import java.util.UUID;

/**
 * Names one mail, however often it is tried: it stands in {@code Message-ID}, so a mail that comes twice is known as
 * one.
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
