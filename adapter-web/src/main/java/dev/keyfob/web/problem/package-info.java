/** What a caller sees when the answer is no, or when something broke: the only translation into HTTP statuses. */
@NullMarked
package dev.keyfob.web.problem;

import org.jspecify.annotations.NullMarked;
