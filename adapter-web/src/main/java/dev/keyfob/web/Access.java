package dev.keyfob.web;

import io.javalin.security.RouteRole;

/** Who may call a route. */
public enum Access implements RouteRole {
    /** Anyone. */
    OPEN,
    /** A signed-in person, with a CSRF check of every form. Never a token. */
    PERSON,
    /** A signed-in person or a usable token. The use case decides what each may do. */
    ACTOR,
    /** An API client, by its id and secret. */
    CLIENT
}
