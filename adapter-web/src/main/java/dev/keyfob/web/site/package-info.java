/** What every surface needs to know of this installation, such as its public URL. It depends on no other web package. */
package dev.keyfob.web.site;
