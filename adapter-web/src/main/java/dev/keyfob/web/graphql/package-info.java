/**
 * GraphQL over HTTP: the published names of the platform that Keyfob was made for, and Apollo Federation.
 *
 * <p>Begin at {@link dev.keyfob.web.graphql.GraphQlEndpoint}. Who is asking is settled before a request comes here.
 */
@NullMarked
package dev.keyfob.web.graphql;

import org.jspecify.annotations.NullMarked;
