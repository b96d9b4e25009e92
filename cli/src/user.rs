//! `jumelage user`: accounts, their platform roles, links that sign in.
//!
//! In: the record. Out: a listing, a change, or a link that opens a session once.
//!
//! # Invariants
//! Names and mail addresses go to standard output only, never into the change log.

use crate::record::{Operator, Place, random};
use ::register::Register;
use ::register::people::{Account, HeldRole, LinkUse, NewAccount, OneTimeLink};
use anyhow::{Context, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand, ValueEnum};
use publish::Lang;
use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;
use vocabulary::{AccountId, MailAddress, PlatformRole};

/// Whose account, and what about it.
#[derive(Debug, Args)]
pub(crate) struct UserArguments {
    #[command(subcommand)]
    command: UserCommand,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Make an account
    Add {
        /// The mail address, by which the person signs in
        email: String,
        /// The name that others see
        #[arg(long)]
        name: String,
        /// The language of mails
        #[arg(long, value_parser = language(), default_value = "fr")]
        language: Lang,
        /// A role on the whole instance; may be given several times
        #[arg(long, value_enum)]
        role: Vec<UserRole>,
    },
    /// List the accounts with their roles
    List {
        /// How to list them
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Give or take roles on the whole instance
    Role {
        /// The mail address
        email: String,
        /// A role to give; may be given several times
        #[arg(long, value_enum)]
        give: Vec<UserRole>,
        /// A role to take; may be given several times
        #[arg(long, value_enum)]
        take: Vec<UserRole>,
    },
    /// Print a link that opens a session once, within an hour
    Link {
        /// The mail address
        email: String,
        /// The address of the site
        #[arg(long, default_value = "http://127.0.0.1:8080")]
        site: String,
    },
    /// Close an account for sign-ins; its sessions are over at once
    Block {
        /// The mail address
        email: String,
    },
    /// Open a blocked account again
    Unblock {
        /// The mail address
        email: String,
    },
    /// Ask for no one-time codes any more: for somebody who lost the phone and the recovery codes
    CodesOff {
        /// The mail address
        #[arg(required_unless_present = "all")]
        email: Option<String>,
        /// Everybody, and forget the key: for an operator who lost the key file
        #[arg(long, conflicts_with = "email")]
        all: bool,
    },
    /// Print all that the record knows of a person, as JSON
    Export {
        /// The mail address
        email: String,
    },
    /// Erase a person: the account and all that hangs on it
    Erase {
        /// The mail address
        email: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    Text,
    Json,
}

/// The languages of the interface, by their tags.
fn language() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(Lang::ALL.map(Lang::tag)).map(|tag| Lang::named(&tag).unwrap_or(Lang::Fr))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum UserRole {
    ProgrammeOfficer,
    Reviewer,
    Moderator,
    Administrator,
}

impl UserRole {
    /// The role on the whole instance.
    const fn held(self) -> HeldRole {
        let role = match self {
            Self::ProgrammeOfficer => PlatformRole::ProgrammeOfficer,
            Self::Reviewer => PlatformRole::Reviewer,
            Self::Moderator => PlatformRole::Moderator,
            Self::Administrator => PlatformRole::Administrator,
        };
        HeldRole { role, of: None }
    }
}

/// How long a link waits to be opened.
const LINK: Duration = Duration::from_hours(1);

/// Does what was asked.
pub(crate) async fn run(arguments: &UserArguments) -> anyhow::Result<ExitCode> {
    let register = arguments.place.open().await?;
    let mut out = std::io::stdout().lock();
    match &arguments.command {
        UserCommand::Add {
            email,
            name,
            language,
            role,
        } => {
            let id = add(&register, (address(email)?, name), *language, role).await?;
            writeln!(out, "{id}")?;
        }
        UserCommand::List { format } => {
            for account in register.accounts().await? {
                say(&mut out, *format, &account, &register.roles(account.id).await?)?;
            }
        }
        UserCommand::Role { email, give, take } => {
            let account = found(&register, email).await?;
            let operator = Operator::giving("user role");
            for role in give {
                register
                    .give_role(account.id, role.held(), operator.act())
                    .await?;
            }
            for role in take {
                register
                    .take_role(account.id, role.held(), operator.act())
                    .await?;
            }
        }
        UserCommand::Link { email, site } => {
            let account = found(&register, email).await?;
            let token = link(&register, &account).await?;
            let lang = Lang::named(account.language.as_str()).unwrap_or(Lang::Fr);
            writeln!(
                out,
                "{}{}",
                site.trim_end_matches('/'),
                publish::sign_in_link(lang, &token)
            )?;
        }
        UserCommand::Export { email } => {
            let account = found(&register, email).await?;
            let data = register.personal_data(account.id).await?;
            serde_json::to_writer_pretty(&mut out, &data)?;
            writeln!(out)?;
        }
        UserCommand::CodesOff { email, .. } => codes_off(&register, email.as_deref()).await?,
        UserCommand::Block { email } | UserCommand::Unblock { email } | UserCommand::Erase { email } => {
            let account = found(&register, email).await?;
            change(&register, &arguments.command, account.id).await?;
        }
    }
    register.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// What changes one account and prints nothing.
async fn change(register: &Register, command: &UserCommand, account: AccountId) -> anyhow::Result<()> {
    match command {
        UserCommand::Block { .. } => {
            let operator = Operator::giving("user block");
            register.block_account(account, operator.act()).await?;
        }
        UserCommand::Unblock { .. } => {
            let operator = Operator::giving("user unblock");
            register.unblock_account(account, operator.act()).await?;
        }
        UserCommand::Erase { .. } => {
            let operator = Operator::giving("user erase");
            register.erase_account(account, operator.act()).await?;
        }
        UserCommand::Add { .. }
        | UserCommand::List { .. }
        | UserCommand::Role { .. }
        | UserCommand::Link { .. }
        | UserCommand::CodesOff { .. }
        | UserCommand::Export { .. } => {}
    }
    Ok(())
}

/// Ends the codes of one person, or of everybody.
async fn codes_off(register: &Register, email: Option<&str>) -> anyhow::Result<()> {
    if let Some(email) = email {
        let account = found(register, email).await?;
        let operator = Operator::giving("user codes-off");
        register.drop_codes(account.id, operator.act()).await?;
    } else {
        let operator = Operator::giving("user codes-off --all");
        register.forget_key(operator.act()).await?;
    }
    Ok(())
}

fn address(email: &str) -> anyhow::Result<MailAddress> {
    email.parse().with_context(|| format!("“{email}”"))
}

async fn found(register: &Register, email: &str) -> anyhow::Result<Account> {
    let account = register.account_of(&address(email)?).await?;
    account
        .with_context(|| format!("nobody has the address {email}; `jumelage user list` shows who there is"))
}

async fn add(
    register: &Register,
    (email, name): (MailAddress, &str),
    language: Lang,
    roles: &[UserRole],
) -> anyhow::Result<AccountId> {
    let operator = Operator::giving("user add");
    if name.trim().is_empty() {
        bail!("the name is empty; give the name that others are to see by --name");
    }
    let new = NewAccount {
        name: name.trim().to_owned(),
        email,
        verified: None,
        language: language.language(),
        password: None,
    };
    let id = register.create_account(&new, operator.act()).await?;
    for role in roles {
        register.give_role(id, role.held(), operator.act()).await?;
    }
    Ok(id)
}

async fn link(register: &Register, account: &Account) -> anyhow::Result<String> {
    if account.blocked.is_some() {
        bail!("this account is blocked; `jumelage user unblock` opens it again");
    }
    let operator = Operator::giving("user link");
    let link = OneTimeLink {
        account: Some(account.id),
        opens: LinkUse::SignIn,
    };
    Ok(register
        .make_link(&link, (random(), LINK), operator.act())
        .await?)
}

fn say(
    out: &mut impl Write,
    format: ListFormat,
    account: &Account,
    roles: &[HeldRole],
) -> anyhow::Result<()> {
    let roles: Vec<&str> = roles.iter().map(|held| held.role.as_str()).collect();
    match format {
        ListFormat::Json => {
            let line = serde_json::json!({
                "id": account.id.to_string(),
                "email": account.email,
                "name": account.name,
                "language": account.language.as_str(),
                "roles": roles,
                "verified": account.verified.is_some(),
                "blocked": account.blocked.is_some(),
            });
            writeln!(out, "{line}")?;
        }
        ListFormat::Text => {
            let blocked = if account.blocked.is_some() {
                "  blocked"
            } else {
                ""
            };
            writeln!(
                out,
                "{:<32}  {:<24}  {}{blocked}",
                account.email,
                account.name,
                roles.join(", ")
            )?;
        }
    }
    Ok(())
}
