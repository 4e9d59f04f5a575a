package dev.keyfob.application.user;

import java.net.URI;

/**
 * The configuration of accounts.
 *
 * @param publicUrl the URL under which people open Keyfob, for the links that they receive
 * @param passwords whether people sign in with passwords of Keyfob
 */
public record AccountRules(URI publicUrl, boolean passwords) {

    public static AccountRules standard() {
        return new AccountRules(URI.create("http://localhost:8080"), true);
    }
}
