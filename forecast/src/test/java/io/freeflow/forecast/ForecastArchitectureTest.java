package io.freeflow.forecast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.freeflow.core.road.Forecast;
import org.junit.jupiter.api.Test;

class ForecastArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.freeflow.forecast");

    @Test
    void onlyTheGuardMakesAForecast() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..forecast.guard..")
                .should()
                .callConstructorWhere(JavaConstructorCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(Forecast.class))))
                .check(CODE);
    }

    @Test
    void packagesDoNotKnowEachOtherInCircles() {
        slices().matching("io.freeflow.forecast.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }
}
