/** The policy for tokens: showing it, changing it, and previewing a change. */
@NullMarked
package dev.keyfob.application.policy;

import org.jspecify.annotations.NullMarked;
