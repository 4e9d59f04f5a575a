package dev.keyfob.application.throttle;

/**
 * How many wrong secrets may come within a minute before the next are slowed down: tokens and secrets of API clients
 * from an address, and tokens that an API client asks about. An API hands on what all of its callers send.
 */
public record WrongSecretLimits(int tokensOfAnAddress, int tokensOfAClient, int clientSecretsOfAnAddress) {

    public static WrongSecretLimits standard() {
        return new WrongSecretLimits(20, 300, 20);
    }
}
