/**
 * Shows the catalogue of permissions. PermissionCatalogue and PermissionCeiling in the domain decide who may do what.
 */
@NullMarked
package dev.keyfob.application.permission;

import org.jspecify.annotations.NullMarked;
