/** What is done about secrets that were seen where they should not be. */
package dev.keyfob.application.leak;
