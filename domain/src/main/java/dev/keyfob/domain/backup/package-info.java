/** The contents of a backup in numbers: how many rows of each kind, and a fingerprint of each part. */
@NullMarked
package dev.keyfob.domain.backup;

import org.jspecify.annotations.NullMarked;
