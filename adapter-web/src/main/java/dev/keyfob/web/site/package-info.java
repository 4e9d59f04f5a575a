/**
 * What every surface needs to know of this installation, such as its public URL. It depends on no other web package.
 */
@NullMarked
package dev.keyfob.web.site;

import org.jspecify.annotations.NullMarked;
