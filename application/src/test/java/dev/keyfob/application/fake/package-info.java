/** The ports in memory, for all tests that are not about storage. They pass the same contracts as the real adapters. */
package dev.keyfob.application.fake;
