//! The rows of the French lists as their package writes them.
//!
//! In: JSON. Out: rows, checked for the columns the builder needs; columns it does not need are passed over.

use crate::build::Sources;
use crate::build::error::BuildError;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What a row of the list of communes is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Form {
    CommuneActuelle,
    CommuneDeleguee,
    CommuneAssociee,
    ArrondissementMunicipal,
}

/// One row of the list of communes.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Commune {
    pub(super) code: String,
    #[serde(rename = "nom")]
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) form: Form,
    pub(super) departement: String,
    pub(super) population: Option<u32>,
    /// Codes of the communes that were merged into this one.
    #[serde(default)]
    pub(super) anciens_codes: Vec<String>,
    /// Of a former commune: the present one.
    pub(super) chef_lieu: Option<String>,
    /// Of a municipal arrondissement: its commune.
    #[serde(rename = "commune")]
    pub(super) part_of: Option<String>,
}

/// One row of the lists of départements and régions.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Territory {
    pub(super) code: String,
    #[serde(rename = "nom")]
    pub(super) name: String,
    pub(super) chef_lieu: String,
    /// Of a département: its région.
    pub(super) region: Option<String>,
    /// `metro`, `drom` or `com`.
    pub(super) zone: String,
}

/// One row of the lists of EPCI and EPT.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Group {
    pub(super) code: String,
    #[serde(rename = "nom")]
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) form: String,
    pub(super) population_municipale: u32,
    #[serde(rename = "membres")]
    pub(super) members: Vec<Member>,
}

/// A member of an EPCI or EPT.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Member {
    pub(super) code: String,
    pub(super) population_municipale: u32,
}

/// The five lists.
pub(super) struct Lists {
    pub(super) communes: Vec<Commune>,
    pub(super) departements: Vec<Territory>,
    pub(super) regions: Vec<Territory>,
    pub(super) epci: Vec<Group>,
    pub(super) ept: Vec<Group>,
}

pub(super) const COMMUNES: &str = "decoupage-administratif/data/communes.json";
pub(super) const DEPARTEMENTS: &str = "decoupage-administratif/data/departements.json";
pub(super) const REGIONS: &str = "decoupage-administratif/data/regions.json";
pub(super) const EPCI: &str = "decoupage-administratif/data/epci.json";
const EPT: &str = "decoupage-administratif/data/ept.json";

impl Lists {
    pub(super) fn read(sources: &Sources<'_>) -> Result<Self, BuildError> {
        Ok(Self {
            communes: rows(sources.communes, COMMUNES)?,
            departements: rows(sources.departements, DEPARTEMENTS)?,
            regions: rows(sources.regions, REGIONS)?,
            epci: rows(sources.epci, EPCI)?,
            ept: rows(sources.ept, EPT)?,
        })
    }

    /// The communes of today.
    pub(super) fn present(&self) -> impl Iterator<Item = &Commune> {
        self.communes
            .iter()
            .filter(|row| row.form == Form::CommuneActuelle)
    }
}

fn rows<T: DeserializeOwned>(json: &[u8], file: &'static str) -> Result<Vec<T>, BuildError> {
    serde_json::from_slice(json).map_err(|source| BuildError::Json { file, source })
}
