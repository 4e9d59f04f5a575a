package dev.keyfob.application;

import dev.keyfob.application.audit.ExportAudit;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.pickup.PreparedToken;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.application.token.TokenEdit;
import dev.keyfob.application.user.ChangePassword;
import dev.keyfob.application.user.ProvenIdentity;
import dev.keyfob.application.user.StartedSession;
import dev.keyfob.application.user.UserEdit;
import dev.keyfob.application.webhook.WebhookWithSecret;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.AuditFormat;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.network.RequestSource;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.token.TokenState;
import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.RoleChange;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.UserFilter;
import dev.keyfob.domain.user.UserOrder;
import dev.keyfob.domain.webhook.Delivery;
import dev.keyfob.domain.webhook.DeliveryFilter;
import dev.keyfob.domain.webhook.EventType;
import dev.keyfob.domain.webhook.WebhookName;
import dev.keyfob.domain.webhook.WebhookUrl;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls each use case on sample data: a token and a session of alice, bob's account, a webhook with a delivery, and an
 * API client.
 */
final class EveryVerb {

    /**
     * One of each kind of actor. For people and tokens, one that owns the sample data and one that does not. "earlier"
     * is the administrator without a recent sign-in.
     */
    static final List<String> ACTORS =
            List.of("operator", "admin", "earlier", "alice", "bob", "token", "admin's", "client", "finder");

    private static final String HERE = "192.0.2.1";
    private static final String NONCE = "n".repeat(20);
    private static final WebhookUrl HOOK = new WebhookUrl("https://hooks.example.com/");
    private static final BackupProgress UNWATCHED = (stage, done, total) -> {};
    private static final RotationOptions ROTATION = RotationOptions.standard();

    final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();

    private final UseCases verbs = keyfob.useCases;
    private final CreatedToken laptop = keyfob.tokenOf(keyfob.alice, "Laptop");
    private final TokenId id = laptop.token().id();
    private final String secret = laptop.secret().reveal();
    private final CreatedToken adminsToken = keyfob.tokenOf(keyfob.admin, "Laptop");
    private final StartedSession session = signIn(keyfob.alice.email(), InMemoryKeyfob.ALICE_PASSWORD);
    private final Email bob = keyfob.bob.email();
    private final WebhookWithSecret hook =
            verbs.webhooks.addWebhook.add(keyfob.operator, HOOK, EnumSet.of(EventType.USER_DISABLED));
    private final Delivery delivery =
            verbs.webhooks.pingWebhook.ping(keyfob.operator, hook.webhook().id());
    private final ClientName orders = new ClientName("orders-api");
    private final ClientWithSecret client = verbs.clients.addClient.add(keyfob.operator, orders);

    private final Map<String, Call> calls = new LinkedHashMap<>();

    /** What an actor does. */
    interface Work {
        void run(Actor actor) throws Exception;
    }

    /** A call of a use case's method, and the preparation that it needs. */
    record Call(Work before, Work work) {}

    EveryVerb() {
        tokens();
        pickUps();
        usersAndSessions();
        policyAndAudit();
        clientsLeaksAndBackup();
        webhooks();
        mail();
    }

    /** Each public method of each use case, with the types of its parameters after the actor. */
    Map<String, Call> calls() {
        return calls;
    }

    /** The actor with that name in the table. The sample token belongs to alice, the sample account to bob. */
    Actor actor(String name) {
        return switch (name) {
            case "operator" -> keyfob.operator;
            case "admin" -> keyfob.signedIn(keyfob.admin);
            case "earlier" -> keyfob.signedInEarlier(keyfob.admin);
            case "alice" -> keyfob.signedIn(keyfob.alice);
            case "bob" -> keyfob.signedIn(keyfob.bob);
            case "token" -> keyfob.bearer(laptop);
            case "admin's" -> keyfob.bearer(adminsToken);
            case "client" -> new Actor.Client(client.client(), HERE);
            case "finder" -> new Actor.Finder(HERE);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private void tokens() {
        var tokens = verbs.tokens;
        SessionSecret browser = session.secret();
        call("CreateToken.create(NewToken)", actor -> tokens.createToken.create(actor, wanted("CI")));
        call(
                "CreateToken.create(TokenId, NewToken)",
                actor -> tokens.createToken.create(actor, TokenId.random(), wanted("CI")));
        call(
                "CreateToken.createByForm(SessionSecret, String, NewToken)",
                actor -> tokens.createToken.createByForm(actor, browser, NONCE, wanted("CI")));
        call(
                "CreateToken.takeCreated(SessionSecret, String)",
                before ->
                        tokens.createToken.createByForm(keyfob.signedIn(keyfob.alice), browser, NONCE, wanted("Form")),
                actor -> tokens.createToken.takeCreated(actor, browser, NONCE));
        call("CreateToken.requireMayCreate()", tokens.createToken::requireMayCreate);
        call(
                "ListTokens.list(TokenFilter, TokenOrder, PageRequest)",
                actor -> tokens.listTokens.list(
                        actor, TokenFilter.everything(), TokenOrder.NEWEST_FIRST, PageRequest.first()));
        call("ListTokens.inState(Set)", actor -> tokens.listTokens.inState(actor, Set.of(TokenState.ACTIVE)));
        call("ListTokens.count(TokenFilter)", actor -> tokens.listTokens.count(actor, TokenFilter.everything()));
        call(
                "ListTokens.countUpTo(TokenFilter, int)",
                actor -> tokens.listTokens.countUpTo(actor, TokenFilter.everything(), 10));
        call("FindTokens.meantBy(String)", actor -> tokens.findTokens.meantBy(actor, "Laptop"));
        call("FindTokens.knownBy(TokenSecret)", actor -> tokens.findTokens.knownBy(actor, laptop.secret()));
        call(
                "FindTokens.idOf(String)",
                actor -> tokens.findTokens.idOf(actor, id.toString().substring(0, 8)));
        call("ResumeToken.mayResume(AccessToken)", actor -> tokens.resumeToken.mayResume(actor, laptop.token()));
        call("RevokeToken.revokeChosen(Collection)", actor -> tokens.revokeToken.revokeChosen(actor, List.of(id)));
        call("ShowToken.show(TokenId)", actor -> tokens.showToken.show(actor, id));
        call("ShowToken.showOwn(TokenId)", actor -> tokens.showToken.showOwn(actor, id));
        call("ShowToken.usesOf(TokenId)", actor -> tokens.showToken.usesOf(actor, id));
        call("ShowToken.refusalsOf(TokenId)", actor -> tokens.showToken.refusalsOf(actor, id));
        call("RevokeToken.revoke(TokenId)", actor -> tokens.revokeToken.revoke(actor, id));
        call("RevokeToken.revokeAllOf(Email)", actor -> tokens.revokeToken.revokeAllOf(actor, keyfob.alice.email()));
        call(
                "RevokeToken.revokeAllFromBefore(User, Change)",
                actor -> keyfob.changes.makeUnchecked(
                        actor, change -> tokens.revokeToken.revokeAllFromBefore(actor, keyfob.alice, change)));
        call("RevokeToken.revokeAll()", tokens.revokeToken::revokeAll);
        call(
                "RevokeToken.revokePresented(Collection)",
                actor -> tokens.revokeToken.revokePresented(actor, List.of(secret)));
        call("SuspendToken.suspend(TokenId)", actor -> tokens.suspendToken.suspend(actor, id));
        call(
                "DismissReuse.dismiss(TokenId)",
                before -> keyfob.tokens.update(
                        keyfob.tokens.find(id).orElseThrow().reusedFrom("192.0.2.66", keyfob.clock.instant())),
                actor -> tokens.dismissReuse.dismiss(actor, id));
        call(
                "ResumeToken.resume(TokenId)",
                before -> tokens.suspendToken.suspend(keyfob.signedIn(keyfob.alice), id),
                actor -> tokens.resumeToken.resume(actor, id));
        call(
                "EditToken.edit(TokenId, TokenEdit)",
                actor -> tokens.editToken.edit(
                        actor,
                        id,
                        new TokenEdit(
                                Optional.of(TokenName.parse("Desk")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
        call("PurgeTokens.count(Duration)", actor -> tokens.purgeTokens.count(actor, Duration.ZERO));
        call(
                "PurgeTokens.purge(Duration, LongConsumer)",
                before -> {
                    tokens.revokeToken.revoke(keyfob.operator, id);
                    keyfob.clock.advance(Duration.ofSeconds(1));
                },
                actor -> tokens.purgeTokens.purge(actor, Duration.ZERO, gone -> {}));
        call("RotateToken.rotate(TokenId, RotationOptions)", actor -> tokens.rotateToken.rotate(actor, id, ROTATION));
        call(
                "RotateToken.rotateByForm(SessionSecret, String, TokenId, RotationOptions)",
                actor -> tokens.rotateToken.rotateByForm(actor, browser, NONCE, id, ROTATION));
        call(
                "RotateToken.takeRotated(SessionSecret, String, TokenId)",
                before -> tokens.rotateToken.rotateByForm(keyfob.signedIn(keyfob.alice), browser, NONCE, id, ROTATION),
                actor -> tokens.rotateToken.takeRotated(actor, browser, NONCE, id));
        call("RotateToken.requireMayRotate()", tokens.rotateToken::requireMayRotate);
        call("CountRecords.count()", tokens.countRecords::count);
        call("ShowOverview.show()", tokens.showOverview::show);
        call("VerifyToken.explain(String, Collection)", actor -> tokens.verifyToken.explain(actor, secret, List.of()));
        call(
                "VerifyToken.explainAt(Address, String, Collection)",
                actor ->
                        tokens.verifyToken.explainAt(actor, new RequestSource.Address("192.0.2.1"), secret, List.of()));
    }

    private void pickUps() {
        var pickUps = verbs.pickUps;
        Expiry.At inAWeek = new Expiry.At(InMemoryKeyfob.START.plus(Duration.ofDays(7)));
        Work prepared = before -> pickUps.prepareToken.prepare(keyfob.operator, prepared("CI"));
        call("PrepareToken.prepare(PreparedToken)", actor -> pickUps.prepareToken.prepare(actor, prepared("CI")));
        call(
                "RequestRotation.request(TokenId, Optional)",
                actor -> pickUps.requestRotation.request(actor, id, Optional.of(inAWeek)));
        Work asked = before -> pickUps.requestRotation.request(keyfob.operator, id, Optional.of(inAWeek));
        call("ListPickUps.own()", prepared, pickUps.listPickUps::own);
        call("ListPickUps.showOwn(TokenId)", asked, actor -> pickUps.listPickUps.showOwn(actor, id));
        call("ListPickUps.all()", prepared, pickUps.listPickUps::all);
        call(
                "PickUpToken.pickUp(SessionSecret, String, TokenId, Optional)",
                asked,
                actor -> pickUps.pickUpToken.pickUp(actor, session.secret(), NONCE, id, Optional.empty()));
        call("DeclinePickUp.decline(TokenId)", asked, actor -> pickUps.declinePickUp.decline(actor, id));
        call("WithdrawPickUp.withdraw(TokenId)", asked, actor -> pickUps.withdrawPickUp.withdraw(actor, id));
    }

    private PreparedToken prepared(String name) {
        return new PreparedToken(
                keyfob.alice.email(),
                TokenName.parse(name),
                TokenNote.none(),
                Optional.empty(),
                new TokenRestrictions(Narrowing.none(), Networks.any()));
    }

    private void usersAndSessions() {
        var users = verbs.users;
        var sessions = verbs.sessions;
        Email added = new Email("carol@example.com");
        call(
                "AddUser.add(Email, Collection, Password)",
                actor -> users.addUser.add(actor, added, List.of(), Password.parse("carol likes clear soup", added)));
        call("InviteUser.invite(Email, Collection)", actor -> users.inviteUser.invite(actor, added, List.of()));
        call("IssuePasswordLink.issue(Email)", actor -> users.issuePasswordLink.issue(actor, bob));
        call(
                "IssuePasswordLink.isByProviderAlone(User)",
                actor -> users.issuePasswordLink.isByProviderAlone(actor, keyfob.bob));
        call("IssuePasswordLink.isPossible(User)", actor -> users.issuePasswordLink.isPossible(actor, keyfob.bob));
        call(
                "SetPassword.set(Email, Password)",
                actor -> users.setPassword.set(actor, bob, Password.parse("bob likes clear soup", bob)));
        call("ChangePassword.isPossible()", users.changePassword::isPossible);
        call(
                "ChangePassword.change(SessionSecret, SessionSecret, Wanted)",
                actor -> users.changePassword.change(
                        actor,
                        session.secret(),
                        session.secret(),
                        new ChangePassword.Wanted(
                                Password.attempt(passwordOf(actor)),
                                Password.attempt("nobody likes cold coffee"),
                                false)));
        call(
                "ListUsers.list(UserFilter, PageRequest)",
                actor -> users.listUsers.list(actor, UserFilter.everyone(), PageRequest.first()));
        call(
                "ListUsers.list(UserFilter, UserOrder, PageRequest)",
                actor -> users.listUsers.list(
                        actor, UserFilter.everyone(), UserOrder.LATEST_FIRST, PageRequest.first()));
        call("ListUsers.count(UserFilter)", actor -> users.listUsers.count(actor, UserFilter.everyone()));
        call(
                "ListUsers.countUpTo(UserFilter, int)",
                actor -> users.listUsers.countUpTo(actor, UserFilter.everyone(), 10));
        call("ShowUser.show(Email)", actor -> users.showUser.show(actor, bob));
        call("ShowUser.show(UserId)", actor -> users.showUser.show(actor, keyfob.bob.id()));
        call("ShowUser.lastActiveAt(UserId)", actor -> users.showUser.lastActiveAt(actor, keyfob.bob.id()));
        call(
                "SetRoles.set(Email, RoleChange)",
                actor -> users.setRoles.set(actor, bob, RoleChange.to(List.of(Role.ADMIN))));
        call(
                "SetRoles.setEvenOfTheLast(Email, RoleChange)",
                actor -> users.setRoles.setEvenOfTheLast(actor, bob, RoleChange.to(List.of(Role.ADMIN))));
        call("ShowCatalogue.show()", users.showCatalogue::show);
        call("ShowCatalogue.roles()", users.showCatalogue::roles);
        call(
                "ShowCatalogue.warningAbout(Collection)",
                actor -> users.showCatalogue.warningAbout(actor, List.of(new Role("amdin"))));
        call("DisableUser.disable(Email)", actor -> users.disableUser.disable(actor, bob));
        call("DisableUser.disableEvenTheLast(Email)", actor -> users.disableUser.disableEvenTheLast(actor, bob));
        Work disableBob = before -> users.disableUser.disable(keyfob.operator, bob);
        call("EnableUser.enable(Email)", disableBob, actor -> users.enableUser.enable(actor, bob));
        call("EnableUser.enableWithTokens(Email)", disableBob, actor -> users.enableUser.enableWithTokens(actor, bob));
        call(
                "EditUser.edit(Email, UserEdit)",
                actor -> users.editUser.edit(actor, bob, UserEdit.toName(DisplayName.parse("Bob"))));
        call(
                "ReleaseReservedEmail.release(Email)",
                before -> users.editUser.edit(
                        keyfob.operator,
                        bob,
                        new UserEdit(Optional.empty(), Optional.of(new Email("robert@example.com")))),
                actor -> users.releaseReservedEmail.release(actor, bob));
        call("RemoveUser.remove(Email)", actor -> users.removeUser.remove(actor, bob));
        Identity identity = new Identity("https://id.example.com", "4711");
        call(
                "LinkIdentity.link(ProvenIdentity)",
                actor -> users.linkIdentity.link(
                        actor,
                        new ProvenIdentity(identity, Optional.empty(), Optional.empty(), Optional.empty(), "x")));
        call("LinkIdentity.linkFor(Email, Identity)", actor -> users.linkIdentity.linkFor(actor, bob, identity));
        call(
                "UnlinkIdentity.unlink(Email, Identity)",
                before -> users.linkIdentity.linkFor(keyfob.operator, bob, identity),
                actor -> users.unlinkIdentity.unlink(actor, bob, identity));
        call("ListIdentities.listOf(UserId)", actor -> users.listIdentities.listOf(actor, keyfob.bob.id()));
        call("ListReservedEmails.list()", users.listReservedEmails::list);
        call("ListReservedEmails.listFor(UserId)", actor -> users.listReservedEmails.listFor(actor, keyfob.bob.id()));
        firstAccount();
        call("SignOut.signOut(SessionSecret)", actor -> sessions.signOut.signOut(actor, session.secret()));
        call("ListSessions.list()", sessions.listSessions::list);
        call("EndSession.end(String)", actor -> sessions.endSession.end(actor, label()));
        call(
                "EndOtherSessions.endOthers(SessionSecret)",
                actor -> sessions.endOtherSessions.endOthers(actor, InMemoryKeyfob.newDevice()));
    }

    private static String passwordOf(Actor actor) {
        return switch (actor.party().name()) {
            case "admin@example.com" -> InMemoryKeyfob.ADMIN_PASSWORD;
            case "bob@example.com" -> InMemoryKeyfob.BOB_PASSWORD;
            default -> InMemoryKeyfob.ALICE_PASSWORD;
        };
    }

    private void firstAccount() {
        var setup = verbs.setup;
        Email first = new Email("admin@example.com");
        Work codeLiesThere =
                before -> keyfob.setupCodes.put(OneTimeCode.generate(keyfob.random), keyfob.clock.instant());
        call("ShowSetup.state()", setup.showSetup::state);
        call("OfferSetup.offer()", codeLiesThere, setup.offerSetup::offer);
        call("OfferSetup.withdrawWhenDone()", codeLiesThere, setup.offerSetup::withdrawWhenDone);
        call(
                "FinishSetup.finish(String, Email, DisplayName, Password)",
                codeLiesThere,
                actor -> setup.finishSetup.finish(
                        actor,
                        keyfob.setupCodes.text(),
                        first,
                        DisplayName.parse(""),
                        Password.parse("four words make sense", first)));
    }

    private void policyAndAudit() {
        PolicyChanges shorter = PolicyChanges.parse(List.of("longest_life=7d"));
        var audit = verbs.audit;
        call("ShowPolicy.show()", verbs.policy.showPolicy::show);
        call("SetPolicy.set(PolicyChanges)", actor -> verbs.policy.setPolicy.set(actor, shorter));
        call("PreviewPolicy.preview(PolicyChanges)", actor -> verbs.policy.previewPolicy.preview(actor, shorter));
        call(
                "ListAudit.list(AuditFilter, PageRequest)",
                actor -> audit.listAudit.list(actor, AuditFilter.everything(), PageRequest.first()));
        call(
                "ListAudit.countUpTo(AuditFilter, int)",
                actor -> audit.listAudit.countUpTo(actor, AuditFilter.everything(), 10));
        call("VerifyAudit.head()", audit.verifyAudit::head);
        call("VerifyAudit.count()", audit.verifyAudit::count);
        call(
                "VerifyAudit.verify(Optional, LongConsumer)",
                actor -> audit.verifyAudit.verify(actor, Optional.empty(), followed -> {}));
        call("ExportAudit.count()", audit.exportAudit::count);
        call(
                "ExportAudit.export(Wanted, Consumer, LongConsumer)",
                actor -> audit.exportAudit.export(
                        actor,
                        new ExportAudit.Wanted(AuditFormat.values()[0], Optional.empty(), Optional.empty()),
                        line -> {},
                        looked -> {}));
        Work aYearPasses = before -> keyfob.clock.advance(Duration.ofDays(400));
        Instant dayAfter = InMemoryKeyfob.START.plus(Duration.ofDays(1));
        call("CutAudit.count(Instant)", aYearPasses, actor -> audit.cutAudit.count(actor, dayAfter));
        call(
                "CutAudit.cut(Instant, String, LongConsumer)",
                aYearPasses,
                actor -> audit.cutAudit.cut(actor, dayAfter, "The auditor", gone -> {}));
        call(
                "ShowOwnSecurityLog.show(AuditFilter, PageRequest)",
                actor -> audit.showOwnSecurityLog.show(actor, AuditFilter.everything(), PageRequest.first()));
        call(
                "ShowOwnSecurityLog.countUpTo(AuditFilter, int)",
                actor -> audit.showOwnSecurityLog.countUpTo(actor, AuditFilter.everything(), 10));
        call(
                "RecordDenial.record(Permission, String, String)",
                actor -> audit.recordDenial.record(actor, Permission.TOKEN_MANAGE, "POST /x", "POST /x/1"));
    }

    private void clientsLeaksAndBackup() {
        var clients = verbs.clients;
        call("AddClient.add(ClientName)", actor -> clients.addClient.add(actor, new ClientName("billing")));
        call("RotateClientSecret.rotate(ClientName)", actor -> clients.rotateClientSecret.rotate(actor, orders));
        SessionSecret browser = session.secret();
        call(
                "AddClient.addByForm(SessionSecret, String, ClientName)",
                actor -> clients.addClient.addByForm(actor, browser, NONCE, new ClientName("billing")));
        call(
                "AddClient.takeAdded(SessionSecret, String)",
                before -> clients.addClient.addByForm(keyfob.operator, browser, NONCE, new ClientName("billing")),
                actor -> clients.addClient.takeAdded(actor, browser, NONCE));
        call(
                "RotateClientSecret.rotateByForm(SessionSecret, String, ClientName)",
                actor -> clients.rotateClientSecret.rotateByForm(actor, browser, NONCE, orders));
        call(
                "RotateClientSecret.takeRotated(SessionSecret, String)",
                before -> clients.rotateClientSecret.rotateByForm(keyfob.operator, browser, NONCE, orders),
                actor -> clients.rotateClientSecret.takeRotated(actor, browser, NONCE));
        call("RemoveClient.remove(ClientName)", actor -> clients.removeClient.remove(actor, orders));
        call("ListClients.list()", clients.listClients::list);
        call(
                "TraceLeak.trace(TokenDigest)",
                actor -> verbs.leaks.traceLeak.trace(actor, laptop.secret().digest()));
        call(
                "TraceLeak.traceClient(TokenDigest)",
                actor ->
                        verbs.leaks.traceLeak.traceClient(actor, laptop.secret().digest()));
        call("HandleLeakReport.revoke(String)", actor -> verbs.leaks.handleLeakReport.revoke(actor, secret));
        call("HandleLeakReport.recordOnly(String)", actor -> verbs.leaks.handleLeakReport.recordOnly(actor, secret));
        call("ShowScannerPattern.show(List)", actor -> verbs.leaks.showScannerPattern.show(actor, List.of()));
        call(
                "ExportData.export(OutputStream, BackupProgress)",
                actor -> verbs.backup.exportData.export(actor, new ByteArrayOutputStream(), UNWATCHED));
        call(
                "ImportData.importFrom(Path, BackupProgress)",
                actor -> verbs.backup.importData.importFrom(actor, backup(), UNWATCHED));
        call("CheckData.check(BackupProgress)", actor -> verbs.backup.checkData.check(actor, UNWATCHED));
    }

    private void webhooks() {
        var webhooks = verbs.webhooks;
        var hookId = hook.webhook().id();
        call(
                "AddWebhook.add(WebhookUrl, Set)",
                actor -> webhooks.addWebhook.add(actor, HOOK, EnumSet.of(EventType.TOKEN_CREATED)));
        WebhookName name = WebhookName.parse("Billing");
        call(
                "AddWebhook.add(WebhookName, WebhookUrl, Set)",
                actor -> webhooks.addWebhook.add(actor, name, HOOK, EnumSet.of(EventType.TOKEN_CREATED)));
        call(
                "AddWebhook.addByForm(SessionSecret, String, WebhookName, WebhookUrl, Set)",
                actor -> webhooks.addWebhook.addByForm(
                        actor, session.secret(), NONCE, name, HOOK, EnumSet.of(EventType.TOKEN_CREATED)));
        call(
                "AddWebhook.takeAdded(SessionSecret, String)",
                before -> webhooks.addWebhook.addByForm(
                        keyfob.operator, session.secret(), NONCE, name, HOOK, EnumSet.of(EventType.TOKEN_CREATED)),
                actor -> webhooks.addWebhook.takeAdded(actor, session.secret(), NONCE));
        call(
                "RotateWebhookSecret.rotateByForm(SessionSecret, String, WebhookId)",
                actor -> webhooks.rotateWebhookSecret.rotateByForm(actor, session.secret(), NONCE, hookId));
        call(
                "RotateWebhookSecret.takeRotated(SessionSecret, String, WebhookId)",
                before -> webhooks.rotateWebhookSecret.rotateByForm(keyfob.operator, session.secret(), NONCE, hookId),
                actor -> webhooks.rotateWebhookSecret.takeRotated(actor, session.secret(), NONCE, hookId));
        call(
                "RenameWebhook.rename(WebhookId, WebhookName)",
                actor -> webhooks.renameWebhook.rename(actor, hookId, new WebhookName("Accounts")));
        call("PauseWebhook.pause(WebhookId)", actor -> webhooks.pauseWebhook.pause(actor, hookId));
        call("ListDeliveries.show(DeliveryId)", actor -> webhooks.listDeliveries.show(actor, delivery.id()));
        call("ListWebhooks.list()", webhooks.listWebhooks::list);
        call("RemoveWebhook.remove(WebhookId)", actor -> webhooks.removeWebhook.remove(actor, hookId));
        call("RotateWebhookSecret.rotate(WebhookId)", actor -> webhooks.rotateWebhookSecret.rotate(actor, hookId));
        call(
                "ResumeWebhook.resume(WebhookId)",
                before -> keyfob.webhooks.update(hook.webhook().pause(InMemoryKeyfob.START, "it is gone")),
                actor -> webhooks.resumeWebhook.resume(actor, hookId));
        call("PingWebhook.ping(WebhookId)", actor -> webhooks.pingWebhook.ping(actor, hookId));
        call(
                "ListDeliveries.list(DeliveryFilter, PageRequest)",
                actor -> webhooks.listDeliveries.list(actor, DeliveryFilter.everything(), PageRequest.first()));
        call(
                "ListDeliveries.countUpTo(DeliveryFilter, int)",
                actor -> webhooks.listDeliveries.countUpTo(actor, DeliveryFilter.everything(), 10));
        call("RetryDelivery.retry(DeliveryId)", actor -> webhooks.retryDelivery.retry(actor, delivery.id()));
    }

    private void mail() {
        var mail = verbs.mail;
        call("ChooseMail.isPossible()", mail.chooseMail::isPossible);
        call("ChooseMail.switchedOff()", mail.chooseMail::switchedOff);
        call("ChooseMail.switchOff(Set)", actor -> mail.chooseMail.switchOff(actor, EnumSet.of(NoticeKind.EXPIRING)));
        call("SendTestMail.send(Email)", actor -> mail.sendTestMail.send(actor, bob));
    }

    private void call(String verb, Work work) {
        call(verb, before -> {}, work);
    }

    private void call(String verb, Work before, Work work) {
        if (calls.put(verb, new Call(before, work)) != null) {
            throw new IllegalStateException(verb + " is here twice");
        }
    }

    private NewToken wanted(String name) {
        return new NewToken(keyfob.alice.email(), TokenName.parse(name), new Expiry.Standard(), Narrowing.none());
    }

    private StartedSession signIn(Email email, String password) {
        return verbs.sessions.signIn.signIn(
                email, Password.attempt(password), HERE, InMemoryKeyfob.newDevice(), "Firefox on Linux");
    }

    private String label() {
        return keyfob.sessions.find(session.secret().digest()).orElseThrow().label();
    }

    private static Path backup() throws Exception {
        Path file = Files.createTempFile("backup", "");
        file.toFile().deleteOnExit();
        new InMemoryKeyfob()
                .useCases.backup.exportData.export(new Actor.Operator(), Files.newOutputStream(file), UNWATCHED);
        return file;
    }
}
