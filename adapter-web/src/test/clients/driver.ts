// Uses the generated TypeScript client as a program would.
import { Configuration, OwnTokensApi, VerificationApi } from './client';

declare const process: { env: Record<string, string> };

async function drive(): Promise<void> {
  const { KEYFOB_URL, KEYFOB_SESSION, CLIENT_ID, CLIENT_SECRET } = process.env;
  const tokens = new OwnTokensApi(new Configuration({ basePath: KEYFOB_URL, headers: { Cookie: KEYFOB_SESSION } }));
  const verification = new VerificationApi(
    new Configuration({ basePath: KEYFOB_URL, username: CLIENT_ID, password: CLIENT_SECRET }),
  );

  const created = await tokens.createToken({
    newToken: { name: 'Generated client for TypeScript', expiresInDays: 30, permissions: ['recipe:run', 'recipe:view'] },
  });
  console.log(`created ${created.name}, [${created.permissions?.join(', ')}]`);

  const page = await tokens.listTokens();
  console.log(`listed ${page.items.some((item) => item.id === created.id)}`);

  const found = await verification.introspect({ token: created.token, permission: ['recipe:run', 'recipe:deploy'] });
  console.log(`decided ${found.decisions?.['recipe:run'].allowed} ${found.decisions?.['recipe:deploy'].reason}`);

  const rotated = await tokens.rotateToken({ id: created.id, rotationRequest: { overlap: '1h' } });
  console.log(`rotated ${(await verification.introspect({ token: rotated.token })).active}`);

  await tokens.revokeToken({ id: created.id });
  console.log(`after the end ${(await verification.introspect({ token: rotated.token })).active}`);
}

void drive();
