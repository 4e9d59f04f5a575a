/**
 * What one can do: one class per verb, in packages by subject, and the ports through which they reach the world.
 *
 * <p>Every verb takes the {@link dev.keyfob.domain.actor.Actor} first. The class is the inbound port: adapters call it
 * directly.
 */
@NullMarked
package dev.keyfob.application;

import org.jspecify.annotations.NullMarked;
