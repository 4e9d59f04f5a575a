/** Authentication: session cookies, bearer tokens, CSRF tokens, and the pages to sign in and out. */
@NullMarked
package dev.keyfob.web.signin;

import org.jspecify.annotations.NullMarked;
