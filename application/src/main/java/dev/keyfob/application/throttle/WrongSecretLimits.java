package dev.keyfob.application.throttle;

/**
 * The numbers of wrong secrets within a minute after which further ones are slowed down: tokens and client secrets from
 * one address, and tokens from one API client. An API client forwards the tokens of all its callers.
 */
public record WrongSecretLimits(int tokensOfAnAddress, int tokensOfAClient, int clientSecretsOfAnAddress) {}
