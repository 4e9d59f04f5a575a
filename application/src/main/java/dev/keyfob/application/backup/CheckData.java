package dev.keyfob.application.backup;

import dev.keyfob.application.audit.VerifyAudit;
import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Archive;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.backup.BackupProgress;
import dev.keyfob.domain.backup.BackupProgress.Stage;
import dev.keyfob.domain.backup.TableReadResult;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks all stored data for damage, before the damage matters. Reads every row of every table, looks up every token by
 * its digest, as verification does, and verifies the audit log. For the operator only. Changes nothing.
 */
public final class CheckData {

    private final Archive archive;
    private final AccessTokens tokens;
    private final VerifyAudit verifyAudit;

    public CheckData(Archive archive, AccessTokens tokens, VerifyAudit verifyAudit) {
        this.archive = archive;
        this.tokens = tokens;
        this.verifyAudit = verifyAudit;
    }

    /**
     * Checks the tables first, and the tokens and the audit log only if every table can be read.
     *
     * @throws Refusal if the actor is not the operator
     */
    public DataCheckReport check(Actor actor, BackupProgress progress) {
        OperatorOnly.require(actor);
        List<TableReadResult> tables = archive.readAll(progress);
        List<String> faults = new ArrayList<>();
        tables.stream()
                .filter(table -> !table.isWhole())
                .forEach(table -> faults.add("The table " + table.name() + " cannot be read to its end."));
        if (faults.isEmpty()) {
            lostTokens(progress).ifPresent(faults::add);
            auditFault(actor).ifPresent(faults::add);
        }
        return new DataCheckReport(tables, faults);
    }

    private Optional<String> lostTokens(BackupProgress progress) {
        List<TokenId> lost = new ArrayList<>();
        long total = tokens.count(TokenFilter.everything());
        long done = 0;
        Optional<Cursor> after = Optional.empty();
        do {
            Page<AccessToken> page = tokens.list(
                    TokenFilter.everything(), TokenOrder.NEWEST_FIRST, new PageRequest(PageRequest.LARGEST, after));
            page.items().stream()
                    .filter(token -> !isFound(token))
                    .map(AccessToken::id)
                    .forEach(lost::add);
            done += page.items().size();
            progress.reached(Stage.VERIFYING, done, total);
            after = page.next();
        } while (after.isPresent());
        return lost.stream()
                .findFirst()
                .map(first -> lost.size() + " of the tokens are not found by their digest, as verification looks for"
                        + " them. The first is " + first + ".");
    }

    private boolean isFound(AccessToken token) {
        return tokens.findByDigest(token.digest()).map(AccessToken::id).equals(Optional.of(token.id()));
    }

    private Optional<String> auditFault(Actor actor) {
        return verifyAudit
                .verify(actor, Optional.empty(), done -> {})
                .fault()
                .map(fault -> "The audit log is not intact. " + fault.explanation());
    }
}
