/**
 * What an access token is: records and the rules that stand on them.
 *
 * <p>Java alone lives here: no framework, no clock, no database, no logger. Start at {@link
 * dev.keyfob.domain.token.AccessToken} for the thing itself and at {@link
 * dev.keyfob.domain.permission.PermissionCeiling} for the promise: a token never carries its owner's roles.
 */
@NullMarked
package dev.keyfob.domain;

import org.jspecify.annotations.NullMarked;
