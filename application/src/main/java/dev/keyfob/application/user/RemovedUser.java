package dev.keyfob.application.user;

/** How many tokens and sessions ended with a user who was removed. */
public record RemovedUser(int tokens, int sessions) {}
