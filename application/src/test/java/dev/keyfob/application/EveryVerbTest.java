package dev.keyfob.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.EveryVerb.Call;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks for every use case that takes an actor who may call it, what other actors get, and what is audited. A refused
 * call must change nothing and leave no audit entry.
 */
class EveryVerbTest {

    /**
     * For each use case: the audit entries, or in parentheses the changes without an audit entry, or "-" if it only
     * reads; then the actors who may call it, and the other actors by the reason of their refusal.
     */
    private static final String EXPECTED = """
            CreateToken.create(NewToken)
                token.created
                may: operator alice; USER_NOT_FOUND: admin earlier bob; SESSION_ONLY: token admin's client finder
            CreateToken.create(TokenId, NewToken)
                token.created
                may: operator alice; USER_NOT_FOUND: admin earlier bob; SESSION_ONLY: token admin's client finder
            CreateToken.createByForm(SessionSecret, String, NewToken)
                token.created
                may: operator alice; USER_NOT_FOUND: admin earlier bob; SESSION_ONLY: token admin's client finder
            CreateToken.takeCreated(SessionSecret, String)
                (SubmittedForms.take)
                may: operator admin earlier alice bob token admin's client finder
            CreateToken.requireMayCreate()
                -
                may: operator admin earlier alice bob; SESSION_ONLY: token admin's client finder
            ListTokens.list(TokenFilter, TokenOrder, PageRequest)
                -
                may: operator admin earlier alice bob token admin's client finder
            ListTokens.inState(Set)
                -
                may: operator admin earlier alice bob token admin's client finder
            ListTokens.count(TokenFilter)
                -
                may: operator admin earlier alice bob token admin's client finder
            ListTokens.countUpTo(TokenFilter, int)
                -
                may: operator admin earlier alice bob token admin's client finder
            FindTokens.meantBy(String)
                -
                may: operator admin earlier alice bob token admin's client finder
            FindTokens.knownBy(TokenSecret)
                -
                may: operator admin earlier alice bob token admin's client finder
            FindTokens.idOf(String)
                -
                may: operator admin earlier alice token; TOKEN_NOT_FOUND: bob admin's client finder
            ResumeToken.mayResume(AccessToken)
                -
                may: operator admin earlier alice bob token admin's client finder
            RevokeToken.revokeChosen(Collection)
                token.revoked
                may: operator admin alice token; SIGN_IN_TOO_OLD: earlier; TOKEN_NOT_FOUND: bob admin's client finder
            ShowToken.show(TokenId)
                -
                may: operator admin earlier alice token; TOKEN_NOT_FOUND: bob admin's client finder
            ShowToken.showOwn(TokenId)
                -
                may: alice token; TOKEN_NOT_FOUND: operator admin earlier bob admin's client finder
            ShowToken.usesOf(TokenId)
                -
                may: operator admin earlier alice token; TOKEN_NOT_FOUND: bob admin's client finder
            ShowToken.refusalsOf(TokenId)
                -
                may: operator admin earlier alice; TOKEN_NOT_FOUND: bob client finder; SESSION_ONLY: token admin's
            RevokeToken.revoke(TokenId)
                token.revoked
                may: operator admin alice token; SIGN_IN_TOO_OLD: earlier; TOKEN_NOT_FOUND: bob admin's client finder
            RevokeToken.revokeAllOf(Email)
                tokens.revoked
                may: operator admin alice; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            RevokeToken.revokeAllFromBefore(User, Change)
                tokens.revoked
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            RevokeToken.revokeAll()
                tokens.revoked
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            RevokeToken.revokePresented(Collection)
                token.revoked
                may: operator admin alice bob token admin's client finder; SIGN_IN_TOO_OLD: earlier
            SuspendToken.suspend(TokenId)
                token.suspended
                may: operator admin alice; SIGN_IN_TOO_OLD: earlier; TOKEN_NOT_FOUND: bob;
                    SESSION_ONLY: token admin's client finder
            DismissReuse.dismiss(TokenId)
                token.reuse.dismissed
                may: operator admin alice; SIGN_IN_TOO_OLD: earlier; TOKEN_NOT_FOUND: bob;
                    SESSION_ONLY: token admin's client finder
            ResumeToken.resume(TokenId)
                token.resumed
                may: operator admin alice; SIGN_IN_TOO_OLD: earlier; TOKEN_NOT_FOUND: bob;
                    SESSION_ONLY: token admin's client finder
            EditToken.edit(TokenId, TokenEdit)
                token.edited
                may: operator admin alice; SIGN_IN_TOO_OLD: earlier; TOKEN_NOT_FOUND: bob;
                    SESSION_ONLY: token admin's client finder
            PurgeTokens.count(Duration)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            PurgeTokens.purge(Duration, LongConsumer)
                tokens.purged
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            RotateToken.rotate(TokenId, RotationOptions)
                token.rotated
                may: operator alice; TOKEN_NOT_FOUND: admin earlier bob; SELF_ROTATION_OFF: token admin's;
                    SESSION_ONLY: client finder
            RotateToken.rotateByForm(SessionSecret, String, TokenId, RotationOptions)
                token.rotated
                may: operator alice; TOKEN_NOT_FOUND: admin earlier bob; SELF_ROTATION_OFF: token admin's;
                    SESSION_ONLY: client finder
            RotateToken.takeRotated(SessionSecret, String, TokenId)
                (SubmittedForms.take)
                may: operator admin earlier alice token; TOKEN_NOT_FOUND: bob admin's client finder
            RotateToken.requireMayRotate()
                -
                may: operator admin earlier alice bob; SELF_ROTATION_OFF: token admin's; SESSION_ONLY: client finder
            CountRecords.count()
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ShowOverview.show()
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            VerifyToken.explain(String, Collection)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            VerifyToken.explainAt(Address, String, Collection)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            PrepareToken.prepare(PreparedToken)
                token.prepared
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            RequestRotation.request(TokenId, Optional)
                token.rotation.asked
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            ListPickUps.own()
                -
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            ListPickUps.showOwn(TokenId)
                -
                may: alice; NOT_SIGNED_IN: operator token admin's client finder; PICKUP_NOT_FOUND: admin earlier bob
            ListPickUps.all()
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            PickUpToken.pickUp(SessionSecret, String, TokenId, Optional)
                token.rotated
                may: alice; NOT_SIGNED_IN: operator token admin's client finder; PICKUP_NOT_FOUND: admin earlier bob
            DeclinePickUp.decline(TokenId)
                token.pickup.declined
                may: alice; NOT_SIGNED_IN: operator token admin's client finder; PICKUP_NOT_FOUND: admin earlier bob
            WithdrawPickUp.withdraw(TokenId)
                token.pickup.withdrawn
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            AddUser.add(Email, Collection, Password)
                user.added
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            InviteUser.invite(Email, Collection)
                password.link.issued, user.added
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            IssuePasswordLink.issue(Email)
                password.link.issued
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            IssuePasswordLink.isByProviderAlone(User)
                -
                may: operator admin earlier alice bob token admin's client finder
            IssuePasswordLink.isPossible(User)
                -
                may: operator admin earlier alice bob token admin's client finder
            SetPassword.set(Email, Password)
                password.changed
                may: operator; ROLE_MISSING: admin earlier alice bob token admin's client finder
            ChangePassword.isPossible()
                -
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            ChangePassword.change(SessionSecret, SessionSecret, Wanted)
                password.changed
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            ListUsers.list(UserFilter, PageRequest)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ListUsers.list(UserFilter, UserOrder, PageRequest)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ListUsers.count(UserFilter)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ListUsers.countUpTo(UserFilter, int)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ShowUser.show(Email)
                -
                may: operator admin earlier bob; USER_NOT_FOUND: alice token admin's client finder
            ShowUser.show(UserId)
                -
                may: operator admin earlier bob; USER_NOT_FOUND: alice token admin's client finder
            ShowUser.lastActiveAt(UserId)
                -
                may: operator admin earlier bob; USER_NOT_FOUND: alice token admin's client finder
            SetRoles.set(Email, RoleChange)
                user.roles.changed
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            SetRoles.setEvenOfTheLast(Email, RoleChange)
                user.roles.changed
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            ShowCatalogue.show()
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ShowCatalogue.roles()
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ShowCatalogue.warningAbout(Collection)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            DisableUser.disable(Email)
                user.disabled
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            DisableUser.disableEvenTheLast(Email)
                user.disabled
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            EnableUser.enable(Email)
                user.enabled
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            EnableUser.enableWithTokens(Email)
                user.enabled
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            EditUser.edit(Email, UserEdit)
                user.renamed
                may: operator admin bob; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            ReleaseReservedEmail.release(Email)
                user.email.freed
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            RemoveUser.remove(Email)
                user.removed
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            LinkIdentity.link(ProvenIdentity)
                user.identity.linked
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            LinkIdentity.linkFor(Email, Identity)
                user.identity.linked
                may: operator; ROLE_MISSING: admin earlier alice bob token admin's client finder
            UnlinkIdentity.unlink(Email, Identity)
                user.identity.unlinked
                may: operator bob; USER_NOT_FOUND: admin earlier alice; NOT_SIGNED_IN: token admin's client finder
            ListIdentities.listOf(UserId)
                -
                may: operator admin earlier bob; ROLE_MISSING: alice; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ListReservedEmails.list()
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ListReservedEmails.listFor(UserId)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ShowSetup.state()
                -
                may: operator admin earlier alice bob token admin's client finder
            OfferSetup.offer()
                (SetupCodes.remove)
                may: operator; ROLE_MISSING: admin earlier alice bob token admin's client finder
            OfferSetup.withdrawWhenDone()
                (SetupCodes.remove)
                may: operator; ROLE_MISSING: admin earlier alice bob token admin's client finder
            FinishSetup.finish(String, Email, DisplayName, Password)
                -
                CODE_REFUSED: operator admin earlier alice bob token admin's client finder
            SignOut.signOut(SessionSecret)
                session.ended
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            ListSessions.list()
                -
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            EndSession.end(String)
                session.ended
                may: alice; NOT_SIGNED_IN: operator token admin's client finder; SESSION_NOT_FOUND: admin earlier bob
            EndOtherSessions.endOthers(SessionSecret)
                session.ended
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            ShowPolicy.show()
                -
                may: operator admin earlier alice bob token admin's; NOT_SIGNED_IN: client finder
            SetPolicy.set(PolicyChanges)
                policy.changed
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            PreviewPolicy.preview(PolicyChanges)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ListAudit.list(AuditFilter, PageRequest)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ListAudit.countUpTo(AuditFilter, int)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            VerifyAudit.head()
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            VerifyAudit.count()
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            VerifyAudit.verify(Optional, LongConsumer)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ExportAudit.count()
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ExportAudit.export(Wanted, Consumer, LongConsumer)
                audit.exported
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            CutAudit.count(Instant)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            CutAudit.cut(Instant, String, LongConsumer)
                audit.cut
                may: operator; SIGN_IN_TOO_OLD: admin earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            ShowOwnSecurityLog.show(AuditFilter, PageRequest)
                -
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            ShowOwnSecurityLog.countUpTo(AuditFilter, int)
                -
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            RecordDenial.record(Permission, String, String)
                access.denied
                may: operator admin earlier alice bob token admin's client finder
            AddClient.add(ClientName)
                client.added
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            RotateClientSecret.rotate(ClientName)
                client.rotated
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            AddClient.addByForm(SessionSecret, String, ClientName)
                client.added
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            AddClient.takeAdded(SessionSecret, String)
                (SubmittedForms.take)
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            RotateClientSecret.rotateByForm(SessionSecret, String, ClientName)
                client.rotated
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            RotateClientSecret.takeRotated(SessionSecret, String)
                (SubmittedForms.take)
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            RemoveClient.remove(ClientName)
                client.removed
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            ListClients.list()
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            TraceLeak.trace(TokenDigest)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            TraceLeak.traceClient(TokenDigest)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            HandleLeakReport.revoke(String)
                token.revoked
                may: operator admin alice bob token admin's client finder; SIGN_IN_TOO_OLD: earlier
            HandleLeakReport.recordOnly(String)
                token.leaked
                may: operator admin alice bob token admin's client finder; SIGN_IN_TOO_OLD: earlier
            ShowScannerPattern.show(List)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ExportData.export(OutputStream, BackupProgress)
                data.exported
                may: operator; ROLE_MISSING: admin earlier alice bob token admin's client finder
            ImportData.importFrom(Path, BackupProgress)
                -
                DATA_NOT_EMPTY: operator; ROLE_MISSING: admin earlier alice bob token admin's client finder
            CheckData.check(BackupProgress)
                -
                may: operator; ROLE_MISSING: admin earlier alice bob token admin's client finder
            AddWebhook.add(WebhookUrl, Set)
                webhook.added
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            AddWebhook.add(WebhookName, WebhookUrl, Set)
                webhook.added
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            AddWebhook.addByForm(SessionSecret, String, WebhookName, WebhookUrl, Set)
                webhook.added
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            AddWebhook.takeAdded(SessionSecret, String)
                (SubmittedForms.take)
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            RotateWebhookSecret.rotateByForm(SessionSecret, String, WebhookId)
                webhook.rotated
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            RotateWebhookSecret.takeRotated(SessionSecret, String, WebhookId)
                (SubmittedForms.take)
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            RenameWebhook.rename(WebhookId, WebhookName)
                webhook.renamed
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            PauseWebhook.pause(WebhookId)
                webhook.disabled
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            ListDeliveries.show(DeliveryId)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ListWebhooks.list()
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            RemoveWebhook.remove(WebhookId)
                webhook.removed
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            RotateWebhookSecret.rotate(WebhookId)
                webhook.rotated
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            ResumeWebhook.resume(WebhookId)
                webhook.enabled
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            PingWebhook.ping(WebhookId)
                (WebhookDeliveries.add), (WebhookDeliveries.update)
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            ListDeliveries.list(DeliveryFilter, PageRequest)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            ListDeliveries.countUpTo(DeliveryFilter, int)
                -
                may: operator admin earlier; ROLE_MISSING: alice bob; ROLE_BOUND: token admin's;
                    SESSION_ONLY: client finder
            RetryDelivery.retry(DeliveryId)
                delivery.retried
                may: operator admin; SIGN_IN_TOO_OLD: earlier; ROLE_MISSING: alice bob;
                    ROLE_BOUND: token admin's; SESSION_ONLY: client finder
            ChooseMail.isPossible()
                -
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            ChooseMail.switchedOff()
                -
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            ChooseMail.switchOff(Set)
                mail.chosen
                may: admin earlier alice bob; NOT_SIGNED_IN: operator token admin's client finder
            SendTestMail.send(Email)
                -
                may: operator; ROLE_MISSING: admin earlier alice bob token admin's client finder
            """;

    /**
     * A refused call may remove the result of a form, because only the holder of the session's secret can reach that
     * result.
     */
    private static final String TAKEN_BY_THE_SESSION = "SubmittedForms.take";

    @Test
    void every_verb_answers_every_actor_and_is_audited_as_this_table_says() throws Exception {
        List<String> verbs = List.copyOf(new EveryVerb().calls().keySet());

        StringBuilder table = new StringBuilder();
        for (String verb : verbs) {
            table.append(row(verb));
        }

        assertThat(table.toString()).isEqualTo(EXPECTED);
    }

    @Test
    void every_method_that_takes_an_actor_is_in_the_table() throws Exception {
        assertThat(new TreeSet<>(new EveryVerb().calls().keySet())).isEqualTo(methodsThatTakeAnActor());
    }

    @Test
    void every_kind_of_actor_asks() {
        EveryVerb house = new EveryVerb();

        assertThat(EveryVerb.ACTORS.stream()
                        .map(house::actor)
                        .map(Object::getClass)
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(Actor.class.getPermittedSubclasses()));
    }

    private static String row(String verb) throws Exception {
        Map<String, List<String>> actorsByAnswer = new LinkedHashMap<>();
        TreeSet<String> told = new TreeSet<>();
        actorsByAnswer.put("may", new ArrayList<>());
        for (String name : EveryVerb.ACTORS) {
            String answer = answer(verb, name, told);
            actorsByAnswer.computeIfAbsent(answer, first -> new ArrayList<>()).add(name);
        }
        String answers = actorsByAnswer.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + ": " + String.join(" ", each.getValue()))
                .collect(Collectors.joining("; "))
                // Three answers to a line.
                .replaceAll("((?:[^;]*; ){2}[^;]*); ", "$1;\n        ");
        return verb + "\n    " + (told.isEmpty() ? "-" : String.join(", ", told)) + "\n    " + answers + "\n";
    }

    private static String answer(String verb, String name, TreeSet<String> told) throws Exception {
        EveryVerb house = new EveryVerb();
        Actor actor = house.actor(name);
        Call call = house.calls().get(verb);
        call.before().run(actor);
        List<AuditEntry> log = house.keyfob.auditLog.entries;
        List<AuditEntry> before = List.copyOf(log);
        int changes = house.keyfob.written().size();
        try {
            call.work().run(actor);
        } catch (Refusal refusal) {
            assertThat(log).as("%s refused to %s", verb, name).isEqualTo(before);
            assertThat(since(changes, house.keyfob.written()))
                    .as("%s refused to %s", verb, name)
                    .isSubsetOf(TAKEN_BY_THE_SESSION);
            return refusal.reason().name();
        }
        List<AuditEntry> added =
                log.stream().filter(entry -> !before.contains(entry)).toList();
        assertThat(added).as("%s by %s", verb, name).allSatisfy(entry -> {
            assertThat(entry.actor()).isEqualTo(actor.party());
            assertThat(entry.address()).isEqualTo(actor.address());
            assertThat(entry.succeeded()).isEqualTo(entry.action() != AuditAction.ACCESS_DENIED);
        });
        added.forEach(entry -> told.add(entry.action().code()));
        if (added.isEmpty()) {
            since(changes, house.keyfob.written()).forEach(change -> told.add("(" + change + ")"));
        }
        return "may";
    }

    private static List<String> since(int before, List<String> all) {
        return all.subList(before, all.size());
    }

    private static TreeSet<String> methodsThatTakeAnActor() throws ReflectiveOperationException {
        TreeSet<String> methods = new TreeSet<>();
        for (Field group : UseCases.class.getFields()) {
            for (Field verb : group.getType().getFields()) {
                Stream.of(verb.getType().getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> Stream.of(method.getParameterTypes()).anyMatch(Actor.class::equals))
                        .map(EveryVerbTest::text)
                        .forEach(methods::add);
            }
        }
        return methods;
    }

    private static String text(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Stream.of(method.getParameterTypes())
                        .skip(1)
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
