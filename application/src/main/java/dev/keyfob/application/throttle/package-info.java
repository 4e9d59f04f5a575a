/** Rate limits for wrong secrets and for changes, which slow requests down without locking anyone out. */
@NullMarked
package dev.keyfob.application.throttle;

import org.jspecify.annotations.NullMarked;
