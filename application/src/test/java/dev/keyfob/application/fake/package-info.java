/**
 * The ports in memory, for every test that is not about storage. The same contracts hold for them as for the real ones.
 */
package dev.keyfob.application.fake;
