/** A small platform that demo mode protects with Keyfob. It lives in memory and is gone with the process. */
@NullMarked
package dev.keyfob.web.sample;

import org.jspecify.annotations.NullMarked;
