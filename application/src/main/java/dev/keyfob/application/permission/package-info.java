/**
 * What the catalogue says, and of whom. Who may do what is decided in the domain, by PermissionCatalogue and
 * PermissionCeiling.
 */
@NullMarked
package dev.keyfob.application.permission;

import org.jspecify.annotations.NullMarked;
