package dev.keyfob.bootstrap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that each rule can fail: a class named Planted... violates it, and the rule must report that class. */
class ArchitectureBitesTest {

    private static final JavaClasses WITH_PLANTED = new ClassFileImporter().importPackages("dev.keyfob");

    @ParameterizedTest
    @MethodSource("rules")
    void each_rule_catches_what_was_planted_against_it(String name) throws ReflectiveOperationException {
        Field field = ArchitectureTest.class.getDeclaredField(name);
        ArchRule rule = (ArchRule) field.get(null);

        assertThat(rule.evaluate(WITH_PLANTED).getFailureReport().getDetails())
                .anyMatch(line -> line.contains("Planted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PlantedCircle", "PlantedRoom"})
    void a_circle_is_found_in_each_of_the_layers(String planted) {
        assertThat(ArchitectureTest.packages_do_not_go_in_circles
                        .evaluate(WITH_PLANTED)
                        .getFailureReport()
                        .getDetails())
                .anyMatch(line -> line.contains(planted));
    }

    @Test
    void circles_through_the_root_package_of_the_web_are_seen() {
        JavaClasses web = WITH_PLANTED.that(resideInAPackage("dev.keyfob.web.."));

        assertThat(ArchitectureTest.packages_do_not_go_in_circles
                        .evaluate(web)
                        .getFailureReport()
                        .getDetails())
                .anyMatch(line -> line.contains("PlantedPage"));
    }

    @Test
    void there_are_rules_to_try() {
        assertThat(rules()).hasSizeGreaterThan(15);
    }

    static Stream<String> rules() {
        return Stream.of(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> ArchRule.class.isAssignableFrom(field.getType()))
                .map(Field::getName);
    }
}
