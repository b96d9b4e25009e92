// An OpenID Connect provider for the stories, on a free port of 127.0.0.1: prints its address once it listens.
//
// usage: node provider.mjs SITE ALGORITHM PKCE
//
// Whoever is sent here is signed in at once as the person whom the cookie `story_who` names; `nobody` cancels. Nothing else
// is made up: codes, tokens, signatures and checks are those of the library.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [site, algorithm, pkce] = process.argv.slice(2);

const people = {
  olha: { email: "olha@example.org", email_verified: true, name: "Ольга Коваль" },
  marc: { email: "marc@example.org", email_verified: true, name: "Marc Delorme" },
  anne: { email: "olha@example.org", email_verified: false, name: "Anne" },
};

const key = (made, alg) => ({ ...made.privateKey.export({ format: "jwk" }), alg, use: "sig", kid: alg });
const jwks = {
  keys: [
    key(generateKeyPairSync("rsa", { modulusLength: 2048 }), "RS256"),
    key(generateKeyPairSync("ec", { namedCurve: "P-256" }), "ES256"),
  ],
};

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "jumelage",
        client_secret: "the-secret-of-the-client-of-the-story",
        redirect_uris: [`${site}/provider/back`],
        post_logout_redirect_uris: [`${site}/`],
        id_token_signed_response_alg: algorithm,
        userinfo_signed_response_alg: "RS256",
      },
    ],
    jwks,
    cookies: { keys: ["a key of the story"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    pkce: { required: () => pkce === "on" },
    ttl: { AuthorizationCode: 30, Grant: 600, Interaction: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: {
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
  });
  const answer = provider.callback();

  async function interact(request, response) {
    const { params, prompt, session, grantId } = await provider.interactionDetails(request, response);
    const who = /story_who=(\w+)/.exec(request.headers.cookie ?? "")?.[1] ?? "olha";
    if (who === "nobody") {
      return provider.interactionFinished(request, response, { error: "access_denied", error_description: "cancelled" });
    }
    if (prompt.name === "login") {
      return provider.interactionFinished(request, response, { login: { accountId: who } });
    }
    const grant = grantId
      ? await provider.Grant.find(grantId)
      : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope("openid email profile");
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  }

  server.on("request", (request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    interact(request, response).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  console.log(issuer);
});
