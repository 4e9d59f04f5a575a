package dev.keyfob.application.client;

import dev.keyfob.domain.client.ApiClient;
import dev.keyfob.domain.token.TokenSecret;

/** A client and, this once, its secret. */
public record RegisteredClient(ApiClient client, TokenSecret secret) {}
