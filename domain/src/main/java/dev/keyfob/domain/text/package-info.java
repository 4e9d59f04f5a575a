/** Comparing text that people typed. */
package dev.keyfob.domain.text;
