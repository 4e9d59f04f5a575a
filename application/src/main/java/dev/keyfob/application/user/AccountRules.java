package dev.keyfob.application.user;

import java.net.URI;

/**
 * What an operator decides about accounts.
 *
 * @param publicUrl the address under which people open Keyfob, for the links that they are given
 * @param passwords whether people sign in with passwords of Keyfob's own
 */
public record AccountRules(URI publicUrl, boolean passwords) {

    public static AccountRules standard() {
        return new AccountRules(URI.create("http://localhost:8080"), true);
    }
}
