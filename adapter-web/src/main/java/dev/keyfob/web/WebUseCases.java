package dev.keyfob.web;

import dev.keyfob.application.audit.ListAudit;
import dev.keyfob.application.client.AuthenticateClient;
import dev.keyfob.application.policy.ShowPolicy;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.EditToken;
import dev.keyfob.application.token.GenerateToken;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.ResumeToken;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.token.SuspendToken;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.application.user.DisableUser;
import dev.keyfob.application.user.EnableUser;
import dev.keyfob.application.user.EndSession;
import dev.keyfob.application.user.ListSessions;
import dev.keyfob.application.user.ListUsers;
import dev.keyfob.application.user.ResumeSession;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.application.user.SignIn;
import dev.keyfob.application.user.SignInWithIdentity;
import dev.keyfob.application.user.SignOut;
import dev.keyfob.application.webhook.WebhookUseCases;

/** What can be done over HTTP. */
public record WebUseCases(
        CreateToken createToken,
        GenerateToken generateToken,
        ListTokens listTokens,
        ShowToken showToken,
        RevokeToken revokeToken,
        SuspendToken suspendToken,
        ResumeToken resumeToken,
        EditToken editToken,
        VerifyToken verifyToken,
        SignIn signIn,
        SignInWithIdentity signInWithIdentity,
        SignOut signOut,
        ResumeSession resumeSession,
        ListSessions listSessions,
        EndSession endSession,
        ListUsers listUsers,
        ShowUser showUser,
        DisableUser disableUser,
        EnableUser enableUser,
        ShowPolicy showPolicy,
        ListAudit listAudit,
        AuthenticateClient authenticateClient,
        WebhookUseCases webhooks) {}
