package dev.mesoschaos.ci;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** All classes of all modules, tests apart. */
final class House {

    static final String ROOT = "dev.mesoschaos";

    private House() {}

    static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    /** All packages of a module, as ArchUnit writes them. */
    static String module(String name) {
        return ROOT + "." + name + "..";
    }
}
