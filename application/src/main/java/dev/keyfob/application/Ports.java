package dev.keyfob.application;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.application.port.Archive;
import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.AuditMac;
import dev.keyfob.application.port.ExpiryWatch;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.OneTimeCodes;
import dev.keyfob.application.port.PasswordHashes;
import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.application.port.PickUps;
import dev.keyfob.application.port.Policies;
import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.application.port.SentForms;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.SetupCodes;
import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.application.port.Webhooks;

/** Everything that the use cases need from outside, once. */
public record Ports(
        Transactions transactions,
        AccessTokens tokens,
        RetiredSecrets retiredSecrets,
        PickUps pickUps,
        Users users,
        PasswordHashes passwordHashes,
        PasswordHashing passwordHashing,
        Identities identities,
        Sessions sessions,
        SentForms sentForms,
        OneTimeCodes oneTimeCodes,
        SetupCodes setupCodes,
        SignInCounters signInCounters,
        ApiClients clients,
        Policies policies,
        AuditLog auditLog,
        AuditChain auditChain,
        AuditMac auditSeals,
        Archive archive,
        ExpiryWatch expiryWatch,
        Webhooks webhookEndpoints,
        WebhookDeliveries webhookDeliveries,
        WebhookSender webhookSender) {}
