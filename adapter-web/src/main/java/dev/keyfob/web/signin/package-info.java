/** Who is asking: cookies, bearer tokens, form tokens, and the pages to sign in and out. */
package dev.keyfob.web.signin;
