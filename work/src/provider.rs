//! Signing in through another site by `OpenID` Connect: where to send somebody, and who came back.
//!
//! In: what the operator says of the provider, and the code that a browser brought back. Out: whom the provider names, checked.
//!
//! # Invariants
//! - Tokens count only with the pinned algorithm, from the provider's own keys, for this site and this attempt (`nonce`).
//! - The provider is the one that the operator named: it is asked over TLS, or on this machine, and follows no redirect.
//! - Whatever it names of itself (pages, keys) is held to the same: no address that is less safe than its own is asked.
//! - What it said of itself counts for a minute where somebody is sent there, and is asked anew where somebody comes back:
//!   a changed key needs no restart.

use crate::fetch::client_of_operator;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreGenderClaim, CoreJwsSigningAlgorithm};
use openidconnect::{
    AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EmptyAdditionalClaims,
    EndUserName, HttpRequest, HttpResponse, IssuerUrl, LocalizedClaim, LogoutRequest, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout, RedirectUrl, Scope, TokenResponse, UserInfoClaims,
};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What the operator says of a provider.
#[derive(Clone)]
pub struct ProviderSettings {
    /// Its address, as it names itself.
    pub issuer: String,
    /// What it is called on buttons.
    pub name: String,
    /// How it knows this site.
    pub client_id: String,
    /// What proves that.
    pub client_secret: String,
    /// Whether the code is bound to a proof of ours; some providers refuse it.
    pub pkce: Pkce,
    /// The one algorithm that its tokens are signed with.
    pub algorithm: TokenAlgorithm,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
}

impl std::fmt::Debug for ProviderSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProviderSettings")
            .field("issuer", &self.issuer)
            .field("pkce", &self.pkce)
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}

/// Whether the code is bound to a proof of ours (RFC 7636).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pkce {
    /// It is.
    On,
    /// It is not.
    Off,
}

/// The algorithms that tokens may be signed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenAlgorithm {
    /// RSA with SHA-256.
    Rs256,
    /// ECDSA on P-256.
    Es256,
}

impl TokenAlgorithm {
    const fn jws(self) -> CoreJwsSigningAlgorithm {
        match self {
            Self::Rs256 => CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
            Self::Es256 => CoreJwsSigningAlgorithm::EcdsaP256Sha256,
        }
    }
}

/// The secrets of one attempt, at least 32 characters each.
#[derive(Clone)]
pub struct Attempt {
    /// Comes back with the code.
    pub state: String,
    /// Comes back in the token.
    pub nonce: String,
    /// Proves that the code is ours.
    pub verifier: String,
    /// The page that the provider sends the browser back to.
    pub back: String,
}

impl std::fmt::Debug for Attempt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Attempt(…)")
    }
}

/// Whom the provider names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified {
    /// Its address.
    pub issuer: String,
    /// The person, in its words.
    pub subject: String,
    /// The mail address, where it tells one.
    pub email: Option<String>,
    /// Whether it says that the address was proved.
    pub is_verified: bool,
    /// The name, where it tells one.
    pub name: Option<String>,
    /// The token, which signing out there asks for.
    pub token: String,
}

impl Identified {
    /// Takes from the page about the person what the token left open.
    fn learn(&mut self, told: &UserInfoClaims<EmptyAdditionalClaims, CoreGenderClaim>) {
        if self.email.is_none() {
            self.email = told.email().map(|email| email.to_string());
            self.is_verified = told.email_verified() == Some(true);
        }
        let name = self.name.take();
        self.name = name.or_else(|| self::name(told.name())).or_else(|| both(told));
    }
}

/// Why nobody was identified.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// The settings cannot be used.
    #[error("the settings of the provider cannot be used: {why}")]
    Settings {
        /// What is wrong with them.
        why: String,
    },
    /// It does not answer, or not as a provider.
    #[error("the provider {issuer} cannot be asked: {why}")]
    Away {
        /// Which.
        issuer: String,
        /// What happened.
        why: String,
    },
    /// It does not take the code.
    #[error("the provider {issuer} refused the code: {why}")]
    Refused {
        /// Which.
        issuer: String,
        /// What it said.
        why: String,
    },
    /// What it answered is not to be trusted.
    #[error("the answer of the provider {issuer} is not to be trusted: {why}")]
    Untrusted {
        /// Which.
        issuer: String,
        /// What is wrong with it.
        why: String,
    },
}

/// Longest time for one answer of the provider: there are four at most while a code is good for thirty seconds.
const LONGEST: Duration = Duration::from_secs(3);
/// Most bytes of one answer.
const LARGEST: usize = 1 << 20;
/// How long what it said of itself counts for sending somebody there.
const COUNTS: Duration = Duration::from_mins(1);

/// A provider.
#[derive(Clone, Debug)]
pub struct Provider {
    settings: ProviderSettings,
    http: Http,
    said: Arc<Mutex<Option<(Instant, ProviderMetadataWithLogout)>>>,
}

/// What is known of a provider after asking it.
type Known = CoreClient<
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointMaybeSet,
    openidconnect::EndpointMaybeSet,
>;

impl Provider {
    /// The provider that the operator names.
    pub fn new(settings: ProviderSettings) -> Result<Self, ProviderError> {
        let wrong = |why: String| ProviderError::Settings { why };
        let issuer = url::Url::parse(&settings.issuer).map_err(|error| wrong(error.to_string()))?;
        let is_here = matches!(issuer.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        if issuer.scheme() != "https" && !(issuer.scheme() == "http" && is_here) {
            return Err(wrong("its address does not begin with https://".to_owned()));
        }
        if settings.client_id.is_empty() || settings.client_secret.is_empty() {
            return Err(wrong("the client id or the client secret is empty".to_owned()));
        }
        let client = client_of_operator(LONGEST).map_err(|error| wrong(error.to_string()))?;
        Ok(Self {
            settings,
            http: Http {
                client,
                scheme: issuer.scheme().to_owned(),
            },
            said: Arc::default(),
        })
    }

    /// What it is called on buttons.
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Where to send somebody.
    pub async fn begin(&self, attempt: &Attempt) -> Result<String, ProviderError> {
        let (known, _) = self.known(&attempt.back, self.said_lately().await?)?;
        let (state, nonce) = (attempt.state.clone(), attempt.nonce.clone());
        let mut asked = known.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            || CsrfToken::new(state),
            || Nonce::new(nonce),
        );
        for scope in &self.settings.scopes {
            asked = asked.add_scope(Scope::new(scope.clone()));
        }
        if self.settings.pkce == Pkce::On {
            let verifier = PkceCodeVerifier::new(attempt.verifier.clone());
            asked = asked.set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier));
        }
        let (address, ..) = asked.url();
        Ok(address.to_string())
    }

    /// Who came back with this code.
    pub async fn finish(&self, attempt: &Attempt, code: &str) -> Result<Identified, ProviderError> {
        let (known, _) = self.known(&attempt.back, self.said_now().await?)?;
        let request = known.exchange_code(AuthorizationCode::new(code.to_owned()));
        let mut request = request.map_err(|error| self.away(&error))?;
        if self.settings.pkce == Pkce::On {
            request = request.set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()));
        }
        let tokens = request.request_async(&self.http).await;
        let tokens = tokens.map_err(|error| match error {
            openidconnect::RequestTokenError::ServerResponse(said) => ProviderError::Refused {
                issuer: self.settings.issuer.clone(),
                why: said.error().to_string(),
            },
            other => self.away(&other),
        })?;
        let token = tokens
            .id_token()
            .ok_or_else(|| self.untrusted(&"it gives no ID token"))?;
        let verifier = known
            .id_token_verifier()
            .set_allowed_algs([self.settings.algorithm.jws()]);
        let claims = token.claims(&verifier, &Nonce::new(attempt.nonce.clone()));
        let claims = claims.map_err(|error| self.untrusted(&error))?;
        let mut found = Identified {
            issuer: claims.issuer().to_string(),
            subject: claims.subject().to_string(),
            email: claims.email().map(|email| email.to_string()),
            is_verified: claims.email_verified() == Some(true),
            name: name(claims.name()),
            token: token.to_string(),
        };
        if found.email.is_none() || found.name.is_none() {
            let subject = Some(claims.subject().clone());
            let info = known.user_info(tokens.access_token().clone(), subject);
            let info = info.map_err(|error| self.untrusted(&error))?;
            let told = info.request_async(&self.http).await;
            found.learn(&told.map_err(|error| self.untrusted(&error))?);
        }
        Ok(found)
    }

    /// Where to sign out there as well; `None` where the provider has no such page.
    pub async fn leave(
        &self,
        (token, state): (&str, &str),
        back: &str,
    ) -> Result<Option<String>, ProviderError> {
        let (_, end) = self.known(back, self.said_lately().await?)?;
        let Some(end) = end else { return Ok(None) };
        let back = PostLogoutRedirectUrl::new(back.to_owned()).map_err(|error| self.away(&error))?;
        let asked = LogoutRequest::from(end)
            .set_client_id(ClientId::new(self.settings.client_id.clone()))
            .set_post_logout_redirect_uri(back)
            .set_state(CsrfToken::new(state.to_owned()));
        let mut address = asked.http_get_url();
        // As it came: it is a hint for the provider, not read here.
        address.query_pairs_mut().append_pair("id_token_hint", token);
        Ok(Some(address.to_string()))
    }

    /// What the provider says of itself, asked now.
    async fn said_now(&self) -> Result<ProviderMetadataWithLogout, ProviderError> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|error| self.away(&error))?;
        let said = ProviderMetadataWithLogout::discover_async(issuer, &self.http).await;
        let said = said.map_err(|error| self.away(&error))?;
        let mut kept = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((Instant::now(), said.clone()));
        Ok(said)
    }

    /// What the provider said of itself within the last minute.
    async fn said_lately(&self) -> Result<ProviderMetadataWithLogout, ProviderError> {
        let kept = self.said.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match kept.filter(|(when, _)| when.elapsed() < COUNTS) {
            Some((_, said)) => Ok(said),
            None => self.said_now().await,
        }
    }

    /// The provider for one attempt.
    fn known(
        &self,
        back: &str,
        said: ProviderMetadataWithLogout,
    ) -> Result<(Known, Option<openidconnect::EndSessionUrl>), ProviderError> {
        let end = said.additional_metadata().end_session_endpoint.clone();
        let secret = ClientSecret::new(self.settings.client_secret.clone());
        let back = RedirectUrl::new(back.to_owned()).map_err(|error| self.away(&error))?;
        let client = ClientId::new(self.settings.client_id.clone());
        let known = CoreClient::from_provider_metadata(said, client, Some(secret)).set_redirect_uri(back);
        Ok((known, end))
    }

    fn away(&self, error: &dyn std::error::Error) -> ProviderError {
        ProviderError::Away {
            issuer: self.settings.issuer.clone(),
            why: told(error),
        }
    }

    fn untrusted(&self, why: &dyn std::fmt::Display) -> ProviderError {
        ProviderError::Untrusted {
            issuer: self.settings.issuer.clone(),
            why: why.to_string(),
        }
    }
}

/// Asks the provider.
#[derive(Clone, Debug)]
struct Http {
    client: reqwest::Client,
    /// Of the provider's own address.
    scheme: String,
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = Unanswered;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Unanswered>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(asked(self, request))
    }
}

async fn asked(http: &Http, request: HttpRequest) -> Result<HttpResponse, Unanswered> {
    let (parts, body) = request.into_parts();
    let scheme = parts.uri.scheme_str().unwrap_or_default();
    if scheme != "https" && scheme != http.scheme {
        return Err(Unanswered::InTheClear);
    }
    let asked = http
        .client
        .request(parts.method, parts.uri.to_string())
        .headers(parts.headers)
        .body(body);
    let mut response = asked.send().await?;
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await? {
        if bytes.len() + piece.len() > LARGEST {
            return Err(Unanswered::TooBig);
        }
        bytes.extend_from_slice(&piece);
    }
    let mut answer = HttpResponse::new(bytes);
    *answer.status_mut() = response.status();
    *answer.headers_mut() = response.headers().clone();
    Ok(answer)
}

/// Why the provider gave no answer.
#[derive(Debug, thiserror::Error)]
enum Unanswered {
    #[error("it does not answer")]
    Silent(#[from] reqwest::Error),
    #[error("its answer is larger than a megabyte")]
    TooBig,
    #[error("it names an address that does not begin with https://")]
    InTheClear,
}

/// An error with its causes.
fn told(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |&cause| cause.source());
    let told: Vec<String> = causes.map(ToString::to_string).collect();
    told.join(": ")
}

/// The name in whichever language it is told first.
fn name(told: Option<&LocalizedClaim<EndUserName>>) -> Option<String> {
    let (_, name) = told?.iter().next()?;
    Some(name.to_string())
}

/// Given name and family name, where the whole name is not told.
fn both(told: &UserInfoClaims<EmptyAdditionalClaims, CoreGenderClaim>) -> Option<String> {
    let given = told.given_name().and_then(|names| names.iter().next());
    let family = told.family_name().and_then(|names| names.iter().next());
    let parts: Vec<String> = [
        given.map(|(_, name)| name.to_string()),
        family.map(|(_, name)| name.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
