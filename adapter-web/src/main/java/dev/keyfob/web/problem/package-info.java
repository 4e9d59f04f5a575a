/** What a caller receives if a request is refused or fails. Only this package maps refusals to HTTP statuses. */
@NullMarked
package dev.keyfob.web.problem;

import org.jspecify.annotations.NullMarked;
