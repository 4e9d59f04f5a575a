/** What everything that is sent has in common, webhook or mail: how often it is tried, when, and what became of it. */
@NullMarked
package dev.keyfob.domain.outbox;

import org.jspecify.annotations.NullMarked;
