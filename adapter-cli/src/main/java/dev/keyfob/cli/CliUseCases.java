package dev.keyfob.cli;

import dev.keyfob.application.audit.ListAudit;
import dev.keyfob.application.client.AddClient;
import dev.keyfob.application.client.ListClients;
import dev.keyfob.application.client.RemoveClient;
import dev.keyfob.application.client.RotateClient;
import dev.keyfob.application.policy.PreviewPolicy;
import dev.keyfob.application.policy.SetPolicy;
import dev.keyfob.application.policy.ShowPolicy;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.EditToken;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.PurgeTokens;
import dev.keyfob.application.token.ResumeToken;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.token.SuspendToken;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.application.user.AddUser;
import dev.keyfob.application.user.DisableUser;
import dev.keyfob.application.user.EnableUser;
import dev.keyfob.application.user.ListUsers;
import dev.keyfob.application.user.SetRoles;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.application.webhook.WebhookUseCases;
import java.time.InstantSource;

/** What the commands can do. */
public record CliUseCases(
        CreateToken createToken,
        ListTokens listTokens,
        ShowToken showToken,
        RevokeToken revokeToken,
        SuspendToken suspendToken,
        ResumeToken resumeToken,
        EditToken editToken,
        PurgeTokens purgeTokens,
        VerifyToken verifyToken,
        AddUser addUser,
        ListUsers listUsers,
        ShowUser showUser,
        SetRoles setRoles,
        DisableUser disableUser,
        EnableUser enableUser,
        ShowPolicy showPolicy,
        SetPolicy setPolicy,
        PreviewPolicy previewPolicy,
        ListAudit listAudit,
        AddClient addClient,
        RotateClient rotateClient,
        RemoveClient removeClient,
        ListClients listClients,
        WebhookUseCases webhooks,
        InstantSource clock) {}
