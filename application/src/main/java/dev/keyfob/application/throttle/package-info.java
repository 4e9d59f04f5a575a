/** What keeps guessing slow without keeping anyone out. */
package dev.keyfob.application.throttle;
