/**
 * The properties of this installation that every interface needs, such as its public URL. This package depends on no
 * other web package.
 */
@NullMarked
package dev.keyfob.web.site;

import org.jspecify.annotations.NullMarked;
