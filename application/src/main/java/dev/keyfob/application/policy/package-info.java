/** The policy for tokens: what is in force, who changes it, and what a change would do before it is made. */
@NullMarked
package dev.keyfob.application.policy;

import org.jspecify.annotations.NullMarked;
