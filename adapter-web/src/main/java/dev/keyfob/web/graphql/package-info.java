/**
 * GraphQL over HTTP, with the published names of the platform that Keyfob was built for, and Apollo Federation.
 *
 * <p>Start at {@link dev.keyfob.web.graphql.GraphQlEndpoint}. The caller is authenticated before a request gets here.
 */
@NullMarked
package dev.keyfob.web.graphql;

import org.jspecify.annotations.NullMarked;
