package dev.keyfob.cli.doctor;

/** A check of one aspect of an installation. */
public interface Check {

    CheckResult look();
}
