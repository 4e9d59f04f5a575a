/** The policy for tokens: what is in force, who changes it, and what a change would do before it is made. */
package dev.keyfob.application.policy;
