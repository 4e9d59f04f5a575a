/** What a backup holds, told in numbers: how many rows of what, and a fingerprint of each part. */
@NullMarked
package dev.keyfob.domain.backup;

import org.jspecify.annotations.NullMarked;
