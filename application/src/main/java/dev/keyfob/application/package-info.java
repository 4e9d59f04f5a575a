/**
 * The use cases: one class per verb, in packages by subject, and the ports through which they reach the outside.
 *
 * <p>Every use case takes the {@link dev.keyfob.domain.actor.Actor} first. The class itself is the inbound port:
 * adapters call it directly.
 */
@NullMarked
package dev.keyfob.application;

import org.jspecify.annotations.NullMarked;
