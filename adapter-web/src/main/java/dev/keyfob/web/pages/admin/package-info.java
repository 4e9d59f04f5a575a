/** The other pages of the administration: overview, policy, permissions, API clients and webhooks. */
@NullMarked
package dev.keyfob.web.pages.admin;

import org.jspecify.annotations.NullMarked;
