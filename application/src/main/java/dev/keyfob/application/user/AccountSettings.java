package dev.keyfob.application.user;

import java.net.URI;

/**
 * The configuration of accounts.
 *
 * @param publicUrl the URL under which people open Keyfob, for the links that they receive
 * @param passwords whether people sign in with passwords of Keyfob
 */
public record AccountSettings(URI publicUrl, boolean passwords) {}
