package dev.keyfob.domain.leak;

import dev.keyfob.domain.token.TokenSecret;

/**
 * A secret that was found in a text: the line and column where it begins, both counted from 1, and its length in
 * characters.
 */
public record TokenMatch(TokenSecret secret, long line, long column, int length) {}
