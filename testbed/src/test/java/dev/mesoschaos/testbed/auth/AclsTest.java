package dev.mesoschaos.testbed.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AclsTest {

    private static final Optional<String> NOBODY = Optional.empty();

    private static boolean allows(String acls, Action action, String principal, String object) {
        return AuthFiles.acls(acls).allow(action, Optional.of(principal), Optional.of(object));
    }

    @Test
    void whatIsNoJsonIsRefusedWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthFiles.credentials("{\"credentials\":[{\"principal\":\"p\",\"secret\":\"hush\"}"))
                .withMessageContaining("line 1")
                .withMessageNotContaining("hush");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthFiles.acls("/no/such/file"))
                .withMessageContaining("/no/such/file");
    }

    @Test
    void withoutAclsEverythingIsAllowed() {
        assertThat(Acls.NONE.allow(Action.RUN_TASKS, NOBODY, Optional.of("root"))).isTrue();
    }

    @Test
    void theFirstAclThatConcernsBothSidesDecides() {
        String acls = "{\"run_tasks\":[{\"principals\":{\"values\":[\"a\"]},\"users\":{\"values\":[\"web\"]}},"
                + "{\"principals\":{\"values\":[\"a\"]},\"users\":{\"type\":\"NONE\"}}]}";

        assertThat(allows(acls, Action.RUN_TASKS, "a", "web")).isTrue();
        assertThat(allows(acls, Action.RUN_TASKS, "a", "root")).isFalse();
        assertThat(allows(acls, Action.RUN_TASKS, "b", "root")).isTrue();
    }

    @Test
    void nobodyMayDoWhatIsForNobody() {
        String acls = "{\"run_tasks\":[{\"principals\":{\"type\":\"NONE\"},\"users\":{\"values\":[\"root\"]}}]}";

        assertThat(AuthFiles.acls(acls).allow(Action.RUN_TASKS, NOBODY, Optional.of("root"))).isFalse();
        assertThat(allows(acls, Action.RUN_TASKS, "a", "root")).isFalse();
        assertThat(allows(acls, Action.RUN_TASKS, "a", "web")).isTrue();
    }

    @Test
    void whatNoAclConcernsIsForbiddenWhenTheFileIsNotPermissive() {
        String acls = "{\"permissive\":false,\"view_roles\":[{\"principals\":{\"values\":[\"a\"]},"
                + "\"roles\":{\"values\":[\"eng/%\"]}}]}";

        assertThat(allows(acls, Action.VIEW_ROLES, "a", "eng/web")).isTrue();
        assertThat(allows(acls, Action.VIEW_ROLES, "a", "eng")).isFalse();
        assertThat(allows(acls, Action.VIEW_FLAGS, "a", "x")).isFalse();
    }

    @Test
    void aMisspeltKeyIsNotNoticed() {
        String acls = "{\"run_task\":[{\"principals\":{\"type\":\"NONE\"},\"users\":{\"type\":\"ANY\"}}]}";

        assertThat(allows(acls, Action.RUN_TASKS, "a", "root")).isTrue();
    }
}
