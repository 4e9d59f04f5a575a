/** The contracts of the ports: tests that the fakes and every storage adapter must pass. */
package dev.keyfob.application.contract;
