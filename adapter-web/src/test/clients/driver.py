"""Uses the generated Python client as a program would."""

import os

from openapi_client import ApiClient, Configuration, NewToken, OwnTokensApi, RotationRequest, VerificationApi

url = os.environ["KEYFOB_URL"]
tokens = OwnTokensApi(ApiClient(Configuration(host=url), cookie=os.environ["KEYFOB_SESSION"]))
verification = VerificationApi(
    ApiClient(Configuration(host=url, username=os.environ["CLIENT_ID"], password=os.environ["CLIENT_SECRET"]))
)

created = tokens.create_token(
    NewToken(name="Generated client for Python", expires_in_days=30, permissions=["recipe:run", "recipe:view"])
)
print(f"created {created.name}, [{', '.join(created.permissions)}]")

page = tokens.list_tokens()
print("listed", str(any(item.id == created.id for item in page.items)).lower())

found = verification.introspect(created.token, permission=["recipe:run", "recipe:deploy"])
print("decided", str(found.decisions["recipe:run"].allowed).lower(), found.decisions["recipe:deploy"].reason)

rotated = tokens.rotate_token(created.id, RotationRequest(overlap="1h"))
print("rotated", str(verification.introspect(rotated.token).active).lower())

tokens.revoke_token(created.id)
print("after the end", str(verification.introspect(rotated.token).active).lower())
