package dev.keyfob.cli.doctor;

/** Looks at one thing. */
public interface Check {

    CheckResult look();
}
