/** What a backup holds, told in numbers: how many rows of what, and a fingerprint of each part. */
package dev.keyfob.domain.backup;
