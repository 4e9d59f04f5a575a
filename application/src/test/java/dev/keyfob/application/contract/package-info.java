/** What every keeper of Keyfob's data does, be it a fake or a database. Each adapter's tests run these. */
package dev.keyfob.application.contract;
