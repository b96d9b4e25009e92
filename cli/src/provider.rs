//! The provider of `OpenID` Connect through which people may sign in.
//!
//! In: the operator's settings. Out: the provider as the site needs it.
//!
//! # Invariants
//! The client secret is read from a file, so that it stands in no list of processes.

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use publish::{Asked, Attempt, Identified, Provider, ProviderFailure};
use std::path::PathBuf;
use std::sync::Arc;
use work::provider::{Pkce, ProviderError, ProviderSettings, TokenAlgorithm};

/// What the operator says of the provider.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Signing in through another site (OpenID Connect)")]
pub(crate) struct ProviderArguments {
    /// The provider's address, as it names itself (its issuer)
    #[arg(long, value_name = "URL", env = "JUMELAGE_PROVIDER", requires_all = ["provider_client", "provider_secret_file"])]
    provider: Option<String>,
    /// What the provider is called on buttons
    #[arg(
        long,
        value_name = "NAME",
        env = "JUMELAGE_PROVIDER_NAME",
        default_value = "OpenID Connect"
    )]
    provider_name: String,
    /// How the provider knows this site (its client id)
    #[arg(
        long,
        value_name = "ID",
        env = "JUMELAGE_PROVIDER_CLIENT",
        requires = "provider"
    )]
    provider_client: Option<String>,
    /// The file with the client secret
    #[arg(
        long,
        value_name = "FILE",
        env = "JUMELAGE_PROVIDER_SECRET_FILE",
        requires = "provider"
    )]
    provider_secret_file: Option<PathBuf>,
    /// Whether codes are bound to a proof of ours (PKCE)
    #[arg(long, value_enum, env = "JUMELAGE_PROVIDER_PKCE", default_value_t = PkceArgument::On)]
    provider_pkce: PkceArgument,
    /// The one algorithm that the provider's tokens are signed with
    #[arg(long, value_enum, env = "JUMELAGE_PROVIDER_ALGORITHM", default_value_t = AlgorithmArgument::Rs256)]
    provider_algorithm: AlgorithmArgument,
    /// What is asked for beside `openid`
    #[arg(
        long,
        value_name = "WORDS",
        env = "JUMELAGE_PROVIDER_SCOPES",
        default_value = "email profile"
    )]
    provider_scopes: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PkceArgument {
    On,
    Off,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AlgorithmArgument {
    Rs256,
    Es256,
}

/// The provider that the operator named, if any.
pub(crate) fn provider(arguments: &ProviderArguments) -> anyhow::Result<Option<Arc<dyn Provider>>> {
    let ProviderArguments {
        provider: Some(issuer),
        provider_client: Some(client),
        provider_secret_file: Some(file),
        ..
    } = arguments
    else {
        return Ok(None);
    };
    let secret = std::fs::read_to_string(file).with_context(|| {
        format!(
            "the file {} with the client secret cannot be read; name another by --provider-secret-file",
            file.display()
        )
    })?;
    if secret.trim().is_empty() {
        bail!("the file {} with the client secret is empty", file.display());
    }
    let settings = ProviderSettings {
        issuer: issuer.clone(),
        name: arguments.provider_name.clone(),
        client_id: client.clone(),
        client_secret: secret.trim().to_owned(),
        pkce: match arguments.provider_pkce {
            PkceArgument::On => Pkce::On,
            PkceArgument::Off => Pkce::Off,
        },
        algorithm: match arguments.provider_algorithm {
            AlgorithmArgument::Rs256 => TokenAlgorithm::Rs256,
            AlgorithmArgument::Es256 => TokenAlgorithm::Es256,
        },
        scopes: arguments
            .provider_scopes
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
    };
    let provider = work::provider::Provider::new(settings)?;
    Ok(Some(Arc::new(Named(provider))))
}

/// The provider of `work`, as the site needs it.
struct Named(work::provider::Provider);

impl Provider for Named {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn begin<'a>(&'a self, attempt: Attempt<'a>) -> Asked<'a, String> {
        Box::pin(async move { self.0.begin(&ours(attempt)).await.map_err(failure) })
    }

    fn finish<'a>(&'a self, attempt: Attempt<'a>, code: &'a str) -> Asked<'a, Identified> {
        Box::pin(async move {
            let found = self.0.finish(&ours(attempt), code).await.map_err(failure)?;
            Ok(Identified {
                issuer: found.issuer,
                subject: found.subject,
                email: found.email,
                is_verified: found.is_verified,
                name: found.name,
                token: found.token,
            })
        })
    }

    fn leave<'a>(&'a self, with: (&'a str, &'a str), back: &'a str) -> Asked<'a, Option<String>> {
        Box::pin(async move { self.0.leave(with, back).await.map_err(failure) })
    }
}

fn ours(attempt: Attempt<'_>) -> work::provider::Attempt {
    work::provider::Attempt {
        state: attempt.state.to_owned(),
        nonce: attempt.nonce.to_owned(),
        verifier: attempt.verifier.to_owned(),
        back: attempt.back.to_owned(),
    }
}

fn failure(error: ProviderError) -> ProviderFailure {
    match error {
        ProviderError::Settings { .. } | ProviderError::Away { .. } => ProviderFailure::Away {
            source: Box::new(error),
        },
        ProviderError::Refused { .. } | ProviderError::Untrusted { .. } => ProviderFailure::Refused {
            source: Box::new(error),
        },
    }
}
