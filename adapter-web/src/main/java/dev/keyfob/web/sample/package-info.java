/** A small platform that demo mode protects with Keyfob. It lives in memory and is gone with the process. */
package dev.keyfob.web.sample;
