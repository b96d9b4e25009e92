//! What is done as cards and parts: projects, campaigns, grants, alliances, stories, sources, actions.

use super::{View, cut};
use crate::figures;
use crate::parts::{ActionView, Card, CardList, Chip, LinkView, PartyView, Said, SidedGrants};
use crate::snapshot::HeldSource;
use crate::urls;
use crate::words::number;
use imbl::OrdSet;
use vocabulary::{
    Action, ActionId, Alliance, AllianceId, Campaign, CampaignId, Evidence, Grant, GrantId, Money, PartyRef,
    Project, ProjectId, ProjectStatus, Story, StoryId,
};

impl View<'_> {
    pub(crate) fn action(&self, action: &Action) -> ActionView {
        let parties = action
            .parties
            .iter()
            .map(|party| PartyView {
                note: self.lang.word("action-role", party.role.as_str()),
                ..self.party(party.party, "")
            })
            .filter(|party| !party.name.words.is_empty())
            .collect();
        let title = self.text(&action.title);
        let quantity = action.quantity.map(|count| {
            let count = figures::count(self.lang, count);
            (action.unit.as_ref()).map_or_else(|| count.clone(), |unit| format!("{count} {unit}"))
        });
        // “15 generators” says what “generators” says.
        let (title, quantity) = match quantity {
            Some(quantity) if action.unit.as_ref() == Some(&title.words) => {
                let words = quantity;
                (Said { words, ..title }, None)
            }
            quantity => (title, quantity),
        };
        ActionView {
            anchor: action.id.to_string(),
            kind: self.lang.word("action-kind", action.kind.as_str()),
            title,
            quantity,
            day: action.on.map(|day| self.day(day)),
            parties,
            quotes: self.quotes(&action.evidence),
        }
    }

    /// The projects with these keys, as cards.
    pub(crate) fn project_cards(&self, keys: &OrdSet<ProjectId>) -> CardList {
        let list = &self.snapshot.record().projects;
        CardList {
            cards: list.picked(keys).map(|found| self.project_card(found)).collect(),
        }
    }

    /// The stories with these keys, as cards.
    pub(crate) fn story_cards(&self, keys: &OrdSet<StoryId>) -> CardList {
        let list = &self.snapshot.record().stories;
        CardList {
            cards: list.picked(keys).map(|found| self.story_card(found)).collect(),
        }
    }

    /// The campaigns with these keys, as cards.
    pub(crate) fn campaign_cards(&self, keys: &OrdSet<CampaignId>) -> CardList {
        let list = &self.snapshot.record().campaigns;
        CardList {
            cards: list.picked(keys).map(|found| self.campaign_card(found)).collect(),
        }
    }

    /// The alliances with these keys, as cards.
    pub(crate) fn alliance_cards(&self, keys: &OrdSet<AllianceId>) -> CardList {
        let list = &self.snapshot.record().alliances;
        CardList {
            cards: list.picked(keys).map(|found| self.alliance_card(found)).collect(),
        }
    }

    /// The actions with these keys.
    pub(crate) fn actions(&self, keys: &OrdSet<ActionId>) -> Vec<ActionView> {
        self.snapshot
            .record()
            .actions
            .picked(keys)
            .map(|found| self.action(found))
            .collect()
    }

    pub(crate) fn project_card(&self, project: &Project) -> Card {
        let names: Vec<String> = project
            .parties
            .iter()
            .map(|party| self.party(party.party, "").name.words)
            .collect();
        Card {
            link: LinkView {
                url: urls::project(self.lang, project.id),
                words: self.text(&project.title),
            },
            over: self.joined(&names),
            day: None,
            summary: None,
            figure: self.budget(project),
            chip: Some(self.project_status(project.status)),
        }
    }

    pub(crate) fn project_status(&self, status: ProjectStatus) -> Chip {
        let tone = match status {
            ProjectStatus::Planned => "open",
            ProjectStatus::Active | ProjectStatus::Completed => "live",
            ProjectStatus::Cancelled => "closed",
        };
        Chip {
            word: self.lang.word("project-status", status.as_str()),
            tone,
        }
    }

    pub(crate) fn budget(&self, project: &Project) -> Option<String> {
        project
            .budget
            .map(|budget| self.about(budget, project.budget_approximate))
    }

    /// An amount, with “about” where the source says so.
    fn about(&self, amount: Money, approximate: bool) -> String {
        let amount = self.money(amount);
        if approximate {
            self.lang.with("about-amount", &amount)
        } else {
            amount
        }
    }

    pub(crate) fn campaign_card(&self, campaign: &Campaign) -> Card {
        Card {
            link: LinkView {
                url: urls::campaign(self.lang, campaign.id),
                words: self.text(&campaign.title),
            },
            over: self.lang.t("campaign-over"),
            day: campaign.deadline.map(|day| self.day(day)),
            summary: None,
            figure: Some(self.lang.with("campaign-target", &self.money(campaign.target))),
            chip: None,
        }
    }

    /// What a grant is worth, with “about” where the source says so.
    pub(crate) fn granted(&self, grant: &Grant) -> String {
        self.about(grant.amount, grant.approximate)
    }

    /// The names of bodies, one after the other.
    fn named(&self, parties: &[PartyRef]) -> String {
        let names = parties.iter().map(|party| self.party(*party, "").name.words);
        self.joined(&names.collect::<Vec<_>>())
    }

    /// Grants as cards.
    pub(crate) fn grant_cards<'a>(&self, grants: impl Iterator<Item = &'a Grant>) -> CardList {
        CardList {
            cards: grants.map(|found| self.grant_card(found)).collect(),
        }
    }

    /// The grants of a body by the side on which it stands; none of nobody.
    pub(crate) fn sided_grants(&self, keys: &OrdSet<GrantId>, body: Option<PartyRef>) -> SidedGrants {
        let all = || self.snapshot.record().grants.picked(keys);
        let names = |side: &[PartyRef]| body.is_some_and(|body| side.contains(&body));
        SidedGrants {
            lang: self.lang,
            given: self.grant_cards(all().filter(|grant| names(&grant.givers))),
            received: self.grant_cards(all().filter(|grant| names(&grant.recipients))),
        }
    }

    fn grant_card(&self, grant: &Grant) -> Card {
        let recipients = match grant.recipients.as_slice() {
            [] => self.lang.t("unknown"),
            some => self.named(some),
        };
        let givers = self.named(&grant.givers);
        let said = [("giver", givers.into()), ("recipient", recipients.into())];
        Card {
            link: LinkView {
                url: urls::grant(self.lang, grant.id),
                words: self.text(&grant.title),
            },
            over: self.lang.say("grant-from-to", &said),
            day: grant.on.map(|day| self.day(day)),
            summary: None,
            figure: Some(self.granted(grant)),
            chip: None,
        }
    }

    /// The name of an alliance: its title, or its members.
    pub(crate) fn alliance_name(&self, alliance: &Alliance) -> Said {
        if let Some(title) = &alliance.title {
            return self.text(title);
        }
        let names: Vec<String> = alliance
            .members
            .iter()
            .map(|member| self.party(PartyRef::Authority(member.authority), "").name.words)
            .collect();
        Self::said(&self.lang.with("alliance-of", &self.joined(&names)), None)
    }

    pub(crate) fn alliance_card(&self, alliance: &Alliance) -> Card {
        Card {
            link: LinkView {
                url: urls::alliance(self.lang, alliance.id),
                words: self.alliance_name(alliance),
            },
            over: self.lang.t("alliance-over"),
            day: None,
            summary: None,
            figure: Some(self.lang.n("alliance-members-count", alliance.members.len())),
            chip: None,
        }
    }

    pub(crate) fn story_card(&self, story: &Story) -> Card {
        let source = self.snapshot.source(story.source);
        let summary = story.summary.as_ref().map(|summary| {
            let said = self.text(summary);
            Said {
                words: cut(&said.words, Evidence::QUOTE_LIMIT),
                ..said
            }
        });
        Card {
            link: LinkView {
                url: urls::story(self.lang, story.id),
                words: self.text(&story.title),
            },
            over: source
                .and_then(|read| read.source.publisher.clone())
                .unwrap_or_else(|| self.lang.t("story-over")),
            day: story.published.map(|day| self.day(day)),
            summary,
            figure: None,
            chip: None,
        }
    }

    pub(crate) fn source_card(&self, source: &HeldSource, times: Option<usize>) -> Card {
        let names = source.names;
        Card {
            link: LinkView {
                url: urls::source(self.lang, source.source.id),
                words: Self::source_title(&source.source),
            },
            over: source
                .source
                .publisher
                .clone()
                .unwrap_or_else(|| self.lang.t("source-over")),
            day: self.moment(&source.read_on),
            summary: None,
            figure: Some(match times {
                Some(times) => self.lang.n("source-names-it", times),
                None => self.lang.say(
                    "source-found",
                    &[
                        ("mentions", number(names)),
                        ("claims", number(source.claims.len())),
                    ],
                ),
            }),
            chip: None,
        }
    }
}
