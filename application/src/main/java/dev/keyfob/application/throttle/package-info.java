/** What keeps guessing, and floods of changes, slow without keeping anyone out. */
package dev.keyfob.application.throttle;
