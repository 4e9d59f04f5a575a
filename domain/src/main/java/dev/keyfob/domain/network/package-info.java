/** Network addresses of callers, and which networks they are in. Addresses are literals: names are never resolved. */
@NullMarked
package dev.keyfob.domain.network;

import org.jspecify.annotations.NullMarked;
