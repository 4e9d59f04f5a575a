package dev.keyfob.web;

import io.javalin.security.RouteRole;

/** Who may call a route. */
public enum Access implements RouteRole {
    /** Anyone. */
    OPEN,
    /** A signed-in person; forms must be our own. Tokens never. */
    PERSON,
    /** A signed-in person or a usable token; the use case decides what each may do. */
    ACTOR,
    /** An API client, by its id and secret. */
    CLIENT
}
