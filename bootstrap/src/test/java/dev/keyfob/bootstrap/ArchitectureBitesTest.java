package dev.keyfob.bootstrap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that each rule can fail: a class named Planted... violates it, and the rule must report that class. */
class ArchitectureBitesTest {

    private static final ImportOption IS_MAIN =
            location -> ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location)
                    && new ArchitectureTest.DoNotIncludeTestJars().includes(location);

    private static final JavaClasses WITH_PLANTED = new ClassFileImporter()
            .withImportOption(location -> IS_MAIN.includes(location) || location.contains("/Planted"))
            .importPackages("dev.keyfob");

    @ParameterizedTest
    @MethodSource("rules")
    void each_rule_catches_what_was_planted_against_it(String name) throws ReflectiveOperationException {
        Field field = ArchitectureTest.class.getDeclaredField(name);
        ArchRule rule = (ArchRule) field.get(null);

        assertThat(rule.evaluate(WITH_PLANTED).getFailureReport().getDetails())
                .anyMatch(line -> line.contains("Planted"));
    }

    // Layer by layer, because the report of the rule ends after a number of circles. The root packages of persistence
    // and
    // web are in the circles.
    @ParameterizedTest
    @CsvSource({"domain, PlantedCircle", "persistence, PlantedRoom", "web, PlantedPage"})
    void a_circle_is_found_in_each_of_the_layers(String layer, String planted) {
        assertThat(ArchitectureTest.packages_do_not_go_in_circles
                        .evaluate(WITH_PLANTED.that(resideInAPackage("dev.keyfob." + layer + "..")))
                        .getFailureReport()
                        .getDetails())
                .anyMatch(line -> line.contains(planted));
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
