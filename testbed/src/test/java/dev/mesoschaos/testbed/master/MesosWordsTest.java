package dev.mesoschaos.testbed.master;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MesosWordsTest {

    @ParameterizedTest
    @CsvSource({"1e30, 1e+30", "0, 0", "-1, -1", "0.5, 0.5", "123456, 123456", "1234567, 1.23457e+06", "0.00001, 1e-05",
        "100, 100", "NaN, nan", "Infinity, inf"})
    void numbersLookAsCppPrintsThem(double value, String text) {
        assertThat(CppNumber.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | Empty role name is invalid",
                "/a | Role '/a' cannot start with a slash",
                "a/ | Role 'a/' cannot end with a slash",
                "a//b | Role 'a//b' cannot contain two adjacent slashes",
                "a/../b | Role 'a/../b' cannot include '..' as a component",
                "a/* | Role 'a/*' cannot include '*' as a component",
                "-a | Role component '-a' is invalid because it begins with a dash",
            })
    void aRoleWithABadNameIsNamedWithWhatIsBad(String role, String problem) {
        assertThat(RoleNames.problem(role)).contains(problem);
    }

    @ParameterizedTest
    @CsvSource({"*", "web", "eng/web/front-end"})
    void otherRolesAreFine(String role) {
        assertThat(RoleNames.problem(role)).isEmpty();
    }
}
