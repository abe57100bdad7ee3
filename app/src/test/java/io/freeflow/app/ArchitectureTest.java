package io.freeflow.app;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape of the house. */
class ArchitectureTest {

    private static final JavaClasses CODE =
            new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages("io.freeflow");

    /** What each module may know beside itself and core. */
    private static final Map<String, List<String>> NEIGHBOURS = Map.of(
            "core", List.of(),
            "embedded", List.of(),
            "feeds", List.of(),
            "pipeline", List.of(),
            "kafka", List.of("pipeline"),
            "store", List.of(),
            "forecast", List.of(),
            "serve", List.of(),
            "testkit", List.of("embedded"));

    static Stream<String> modules() {
        return NEIGHBOURS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void siblingsMeetOnlyInCoreAndInTheApp(String module) {
        var known = NEIGHBOURS.getOrDefault(module, List.of());
        var strangers = Stream.concat(NEIGHBOURS.keySet().stream(), Stream.of("app"))
                .filter(other -> !other.equals(module) && !other.equals("core") && !known.contains(other))
                .map(ArchitectureTest::in)
                .toArray(String[]::new);

        hold(noClasses()
                .that()
                .resideInAPackage(in(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(strangers));
    }

    @Test
    void coreNeedsNothingButTheJdk() {
        hold(classes()
                .that()
                .resideInAPackage(in("core"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(in("core"), "java..", "org.jspecify.annotations.."));
    }

    @Test
    void onlyTheLogsModuleAndTheAppKnowKafka() {
        onlyIn(List.of("kafka", "embedded", "testkit", "app"), "org.apache.kafka..", "kafka..", "org.apache.avro..");
    }

    @Test
    void onlyTheStoreKnowsSql() {
        onlyIn(
                List.of("store", "testkit"),
                "java.sql..",
                "javax.sql..",
                "org.postgresql..",
                "org.jdbi..",
                "org.flywaydb..");
    }

    @Test
    void onlyServeKnowsHttp() {
        onlyIn(List.of("serve"), "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");
    }

    @Test
    void onlyOnePackageKnowsMqtt() {
        onlyIn(List.of("feeds.mqtt"), "org.eclipse.paho..");
    }

    @Test
    void onlyTheAppKnowsTheCommandLineAndWhereLogsGo() {
        onlyIn(List.of("app"), "picocli..", "ch.qos.logback..");
    }

    @Test
    void nobodyReadsTheWallClockButTheApp() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackages(in("app"), in("testkit"))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone"));
    }

    @Test
    void packagesOfFeedsDoNotKnowEachOtherInCircles() {
        hold(slices().matching("io.freeflow.feeds.(**)").should().beFreeOfCycles());
    }

    @Test
    void nobodySleepsOrMocks() {
        hold(noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.mockito.."));
    }

    private static void onlyIn(List<String> modules, String... libraries) {
        hold(noClasses()
                .that()
                .resideOutsideOfPackages(
                        modules.stream().map(ArchitectureTest::in).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .as("only " + modules + " know " + Arrays.toString(libraries)));
    }

    private static String in(String module) {
        return "io.freeflow." + module + "..";
    }

    /** A module that is still empty breaks no rule. */
    private static void hold(ArchRule rule) {
        rule.allowEmptyShould(true).check(CODE);
    }
}
