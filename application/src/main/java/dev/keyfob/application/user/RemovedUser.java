package dev.keyfob.application.user;

/** The numbers of tokens and sessions that ended with a removed user. */
public record RemovedUser(int tokens, int sessions) {}
