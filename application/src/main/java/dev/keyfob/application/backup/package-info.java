/** Taking all data out into a file, and bringing it in again: for backups, and between kinds of databases. */
package dev.keyfob.application.backup;
