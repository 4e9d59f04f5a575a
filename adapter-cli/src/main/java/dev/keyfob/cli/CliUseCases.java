package dev.keyfob.cli;

import dev.keyfob.application.audit.ListAudit;
import dev.keyfob.application.client.AddClient;
import dev.keyfob.application.client.ListClients;
import dev.keyfob.application.client.RemoveClient;
import dev.keyfob.application.client.RotateClient;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.PurgeTokens;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.application.user.AddUser;
import dev.keyfob.application.user.DisableUser;
import dev.keyfob.application.user.EnableUser;
import dev.keyfob.application.user.ListUsers;
import dev.keyfob.application.user.ShowUser;
import java.time.InstantSource;

/** What the commands can do. */
public record CliUseCases(
        CreateToken createToken,
        ListTokens listTokens,
        ShowToken showToken,
        RevokeToken revokeToken,
        PurgeTokens purgeTokens,
        VerifyToken verifyToken,
        AddUser addUser,
        ListUsers listUsers,
        ShowUser showUser,
        DisableUser disableUser,
        EnableUser enableUser,
        ListAudit listAudit,
        AddClient addClient,
        RotateClient rotateClient,
        RemoveClient removeClient,
        ListClients listClients,
        InstantSource clock) {}
