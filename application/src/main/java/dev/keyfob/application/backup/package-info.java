/** Taking all data out into a file, and bringing it in again: for backups, and between kinds of databases. */
@NullMarked
package dev.keyfob.application.backup;

import org.jspecify.annotations.NullMarked;
