package dev.keyfob.web.pages.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.web.Visitor;
import dev.keyfob.web.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The overview, over real HTTP. */
class OverviewPagesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final WebServer server = Visitor.serve(keyfob, false);
    private Visitor admin;

    @BeforeEach
    void signIn() throws Exception {
        admin = new Visitor(server).signedInAs("admin@example.com", InMemoryKeyfob.ADMIN_PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void every_number_leads_to_the_list_of_what_it_counts() throws Exception {
        keyfob.tokenOf(keyfob.alice, "Laptop");
        keyfob.tokenOf(keyfob.bob, "Desk");

        String page = admin.get("/admin/overview").body();

        assertThat(page)
                .contains(figure("/admin/tokens?state=active", 2, "Active"))
                .contains(figure("/admin/tokens?state=revoked", 0, "Deleted (revoked)"))
                .contains(figure("/admin/tokens?state=active&amp;expiring=14", 0, "Expiring within 14 days"))
                .contains(figure("/admin/tokens?state=active&amp;unused=never", 2, "Never used"))
                .contains(figure("/admin/tokens?state=active&amp;unused=90", 0, "Unused for 90 days"))
                .contains(figure("/admin/tokens?state=all&amp;reused=30", 0, "Old secrets used in the last 30 days"))
                .contains(figure("/admin/webhooks?state=failed", 0, "Failed webhook deliveries"))
                .contains("Counted ");
    }

    @Test
    void the_administration_begins_here() throws Exception {
        assertThat(admin.get("/admin").headers().firstValue("Location")).contains("/admin/overview");
        assertThat(admin.get("/admin/overview").body()).contains("<a href=\"/admin/overview\" aria-current=\"page\">");
    }

    private static String figure(String path, long number, String label) {
        return "<a href=\"" + path + "\"><strong>" + number + "</strong> <span>" + label + "</span></a>";
    }
}
