/** The style sheets, scripts and icons, served from memory under URLs that change with their content. */
@NullMarked
package dev.keyfob.web.assets;

import org.jspecify.annotations.NullMarked;
