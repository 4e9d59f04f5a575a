package dev.keyfob.domain.leak;

import dev.keyfob.domain.token.TokenSecret;

/** A secret that was seen in some text: where it begins, both counted from 1, and how many characters it has. */
public record TokenMatch(TokenSecret secret, long line, long column, int length) {}
