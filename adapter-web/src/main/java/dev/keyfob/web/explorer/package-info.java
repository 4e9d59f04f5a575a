/** GraphiQL, the explorer for GraphQL, for people who are signed in. Its files are unpacked by the build. */
@NullMarked
package dev.keyfob.web.explorer;

import org.jspecify.annotations.NullMarked;
