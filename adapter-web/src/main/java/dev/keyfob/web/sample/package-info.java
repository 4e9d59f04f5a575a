/** A small application that demo mode protects with Keyfob. It keeps everything in memory. */
@NullMarked
package dev.keyfob.web.sample;

import org.jspecify.annotations.NullMarked;
