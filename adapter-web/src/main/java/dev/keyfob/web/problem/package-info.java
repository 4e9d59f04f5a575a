/** What a caller sees when the answer is no, or when something broke: the only translation into HTTP statuses. */
package dev.keyfob.web.problem;
