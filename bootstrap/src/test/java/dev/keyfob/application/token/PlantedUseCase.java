package dev.keyfob.application.token;

import org.slf4j.LoggerFactory;

/**
 * Breaks: the_application_is_plain_java, the_core_does_not_change_underfoot, every_use_case_knows_who_is_asking,
 * every_verb_has_a_test_of_its_name.
 */
public class PlantedUseCase {

    private int calls;

    public void end(String id) {
        calls++;
        LoggerFactory.getLogger(PlantedUseCase.class).info("{} {}", id, calls);
    }
}
