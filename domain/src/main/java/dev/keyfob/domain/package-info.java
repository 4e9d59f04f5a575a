/**
 * The domain: records and the rules about them.
 *
 * <p>Plain Java only: no framework, no clock, no database, no logger. Start at {@link
 * dev.keyfob.domain.token.AccessToken} for the thing itself and at {@link
 * dev.keyfob.domain.permission.PermissionCeiling} for the promise: a token never carries its owner's roles.
 */
@NullMarked
package dev.keyfob.domain;

import org.jspecify.annotations.NullMarked;
