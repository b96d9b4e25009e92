//! The page of the API: first steps, rules, and every operation with its parameters and answers.
//!
//! # Invariants
//! What it says of an operation is read from the document that `/api/openapi.json` serves, so both say the same.

use super::{Layout, render};
use crate::api::ROUTES;
use crate::context::Context;
use crate::data::{LICENCE, LICENCE_URL};
use crate::errors::PageError;
use crate::openapi;
use crate::problem::{SORTS, urn};
use crate::urls;
use crate::words::{Lang, number};
use askama::Template;
use axum::response::Response;
use serde_json::Value;
use std::fmt::Write as _;

/// Where the document names its schemas.
const SCHEMAS: &str = "#/components/schemas/";

/// A part of a type: its words, and the anchor of the schema that they name.
pub(crate) struct TypePart {
    pub(crate) words: String,
    /// Empty where there is none.
    pub(crate) anchor: String,
}

/// A parameter of an operation, or a field of a schema.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) kind: Vec<TypePart>,
    pub(crate) meaning: String,
    /// Whether it has to be given.
    pub(crate) needed: bool,
}

/// An operation.
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) verb: String,
    pub(crate) path: String,
    pub(crate) what: String,
    pub(crate) parameters: Vec<Row>,
    pub(crate) answer: Vec<TypePart>,
    /// Statuses of what may be answered instead.
    pub(crate) others: Vec<String>,
    pub(crate) example: String,
}

/// A schema with its fields.
pub(crate) struct Schema {
    pub(crate) anchor: String,
    pub(crate) name: String,
    pub(crate) meaning: String,
    pub(crate) fields: Vec<Row>,
}

/// The page.
#[derive(Template)]
#[template(path = "pages/api.html")]
pub(crate) struct ApiPage {
    pub(crate) page: Layout,
    /// Words and command.
    pub(crate) steps: Vec<(String, String)>,
    pub(crate) rules: Vec<String>,
    pub(crate) licence: &'static str,
    pub(crate) licence_url: &'static str,
    pub(crate) openapi: &'static str,
    pub(crate) operations: Vec<Operation>,
    pub(crate) schemas: Vec<Schema>,
    /// Address, title and advice of each sort of problem.
    pub(crate) problems: Vec<(String, &'static str, &'static str)>,
}

/// `GET /{lang}/api`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let mut layout = ctx.layout(&lang.t("api-page-title"));
    layout.description = lang.t("api-page-lead");
    let document = openapi::document(ctx.site.address());
    let page = ApiPage {
        page: layout,
        steps: steps(&ctx),
        rules: rules(&ctx),
        licence: LICENCE,
        licence_url: LICENCE_URL,
        openapi: urls::OPENAPI,
        operations: operations(&ctx, &document),
        schemas: schemas(&document),
        problems: SORTS
            .iter()
            .map(|sort| (urn(sort.name), sort.title, sort.detail))
            .collect(),
    };
    render(lang, &page)
}

/// A command that asks for an address of this site.
fn curl(ctx: &Context, options: &str, path: &str) -> String {
    format!("curl {options}'{}{path}'", ctx.site.address())
}

fn steps(ctx: &Context) -> Vec<(String, String)> {
    let step = |key: &str, options: &str, path: &str| (ctx.lang.t(key), curl(ctx, options, path));
    vec![
        step(
            "api-page-step-list",
            "",
            "/api/v1/partnerships?country=UA&status=live&limit=2",
        ),
        step("api-page-step-name", "", "/api/v1/authorities?q=Mykolaiv&limit=3"),
        step("api-page-step-changes", "", "/api/v1/changes?since=0&limit=10"),
        step(
            "api-page-step-etag",
            "-i -H 'If-None-Match: W/\"…\"' ",
            "/api/v1/projects",
        ),
        step("api-page-step-file", "-O ", "/data/partnerships.csv"),
    ]
}

fn rules(ctx: &Context) -> Vec<String> {
    let lang = ctx.lang;
    let limit = ctx.site.limits().map_or_else(
        || lang.t("api-page-unlimited"),
        |limits| {
            let [count, key] = limits.rates();
            lang.say(
                "api-page-limit",
                &[("count", number(count)), ("key", number(key))],
            )
        },
    );
    let mut rules: Vec<String> = [
        "api-page-rule-parts",
        "api-page-rule-changes",
        "api-page-rule-problems",
        "api-page-rule-browsers",
        "api-page-rule-stable",
    ]
    .map(|key| lang.t(key))
    .to_vec();
    rules.insert(2, limit);
    rules
}

/// The key of an operation's words: its own of the table of routes.
fn words(lang: Lang, id: &str) -> String {
    if ROUTES.iter().any(|route| route.key == id) {
        lang.word("api", id)
    } else {
        id.to_owned()
    }
}

fn operations(ctx: &Context, document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let all = paths.flat_map(|(path, item)| {
        let verbs = item.as_object().into_iter().flatten();
        verbs.map(move |(verb, operation)| (path, verb, operation))
    });
    all.map(|(path, verb, operation)| {
        let id = operation["operationId"].as_str().unwrap_or_default();
        let given = list(&operation["parameters"]);
        let answers = operation["responses"].as_object();
        Operation {
            id: id.to_owned(),
            verb: verb.to_uppercase(),
            path: path.clone(),
            what: words(ctx.lang, id),
            parameters: given.iter().map(|given| parameter(ctx.lang, given)).collect(),
            answer: kind(at(
                operation,
                &["responses", "200", "content", "application/json", "schema"],
            )),
            others: answers
                .into_iter()
                .flat_map(|answers| answers.keys().cloned())
                .filter(|status| status != "200")
                .collect(),
            example: curl(ctx, "", &example(ctx, path)),
        }
    })
    .collect()
}

/// What stands at a place of the document; null where nothing does.
fn at<'v>(value: &'v Value, path: &[&str]) -> &'v Value {
    static NOTHING: Value = Value::Null;
    path.iter()
        .fold(value, |value, key| value.get(key).unwrap_or(&NOTHING))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn parameter(lang: Lang, given: &Value) -> Row {
    let name = given["name"].as_str().unwrap_or_default();
    Row {
        name: name.to_owned(),
        kind: kind(&given["schema"]),
        meaning: lang.word("param", name),
        needed: given["required"] == true,
    }
}

/// An address with something of the record in the place of its parameters.
fn example(ctx: &Context, path: &str) -> String {
    let view = ctx.view();
    let record = view.snapshot.record();
    let id = match path {
        "/api/v1/sources/{id}" => record
            .sources
            .iter()
            .next()
            .map(|read| read.source.id.to_string()),
        _ => record
            .partnerships
            .iter()
            .next()
            .map(|found| found.id.to_string()),
    };
    let code = record
        .authorities
        .iter()
        .next()
        .map(|(_, body)| body.code().to_string());
    path.replace(
        "{id}",
        id.as_deref().unwrap_or("01900000-0000-7000-8000-000000000000"),
    )
    .replace("{code}", code.as_deref().unwrap_or("fr-com-44109"))
    .replace("{z}/{x}/{y}", "6/32/22")
}

fn part(words: impl Into<String>) -> TypePart {
    TypePart {
        words: words.into(),
        anchor: String::new(),
    }
}

/// A type in the notation that programmers share, links to schemas in it.
fn kind(schema: &Value) -> Vec<TypePart> {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|path| path.strip_prefix(SCHEMAS))
    {
        return vec![TypePart {
            words: name.to_owned(),
            anchor: anchor(name),
        }];
    }
    let parts: Vec<Vec<TypePart>> = list(&schema["allOf"]).iter().map(kind).collect();
    if !parts.is_empty() {
        return joined(" & ", parts);
    }
    let choices = ["oneOf", "anyOf"].iter().flat_map(|key| list(&schema[*key]));
    let choices: Vec<Vec<TypePart>> = choices.map(kind).collect();
    if !choices.is_empty() {
        return joined(" | ", choices);
    }
    let values = list(&schema["enum"]);
    if !values.is_empty() {
        return vec![part(
            values
                .iter()
                .map(Value::to_string)
                .collect::<Vec<_>>()
                .join(" | "),
        )];
    }
    match &schema["type"] {
        Value::Array(types) => joined(
            " | ",
            types.iter().map(|name| of_type(schema, name.as_str())).collect(),
        ),
        name => of_type(schema, name.as_str()),
    }
}

fn joined(sign: &str, choices: Vec<Vec<TypePart>>) -> Vec<TypePart> {
    let mut parts = Vec::new();
    for choice in choices {
        if !parts.is_empty() {
            parts.push(part(sign));
        }
        parts.extend(choice);
    }
    parts
}

fn of_type(schema: &Value, name: Option<&str>) -> Vec<TypePart> {
    match name {
        Some("array") => {
            let mut parts = kind(&schema["items"]);
            parts.push(part("[]"));
            parts
        }
        Some("object") if at(schema, &["properties", "items"]).is_object() => {
            let mut parts = vec![part("{ total, next, licence, attribution, items: ")];
            parts.extend(kind(at(schema, &["properties", "items"])));
            parts.push(part(" }"));
            parts
        }
        Some("object") if schema["properties"].is_object() => {
            let names = schema["properties"].as_object().into_iter().flatten();
            let names: Vec<&str> = names.map(|(name, _)| name.as_str()).collect();
            vec![part(format!("{{ {} }}", names.join(", ")))]
        }
        Some(name) => vec![part(name.to_owned() + &bounds(schema))],
        None => vec![part("any")],
    }
}

/// What narrows a type: its form, its least and most.
fn bounds(schema: &Value) -> String {
    let mut words = String::new();
    for key in ["format", "pattern"] {
        if let Some(form) = schema[key].as_str() {
            let _ = write!(words, " ({form})");
        }
    }
    match (schema["minimum"].as_i64(), schema["maximum"].as_i64()) {
        (Some(least), Some(most)) => {
            let _ = write!(words, " ({least}–{most})");
        }
        (Some(least), None) => {
            let _ = write!(words, " (≥ {least})");
        }
        _ => {}
    }
    words
}

fn anchor(name: &str) -> String {
    format!("schema-{name}")
}

fn schemas(document: &Value) -> Vec<Schema> {
    let all = at(document, &["components", "schemas"])
        .as_object()
        .into_iter()
        .flatten();
    all.map(|(name, schema)| {
        let fields = schema["properties"].as_object().into_iter().flatten();
        Schema {
            anchor: anchor(name),
            name: name.clone(),
            meaning: schema["description"].as_str().unwrap_or_default().to_owned(),
            fields: fields
                .map(|(name, field)| field_row(schema, name, field))
                .collect(),
        }
    })
    .collect()
}

fn field_row(schema: &Value, name: &str, field: &Value) -> Row {
    // A reference with words of its own stands in a list of one.
    let plain = match list(&field["allOf"]) {
        [only] => only,
        _ => field,
    };
    Row {
        name: name.to_owned(),
        kind: kind(plain),
        meaning: field["description"].as_str().unwrap_or_default().to_owned(),
        needed: list(&schema["required"]).iter().any(|needed| needed == name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(schema: &Value) -> String {
        kind(schema).iter().map(|part| part.words.as_str()).collect()
    }

    #[test]
    fn types_are_written_as_programmers_write_them() {
        for (schema, expected) in [
            (json!({ "type": "string" }), "string"),
            (
                json!({ "type": ["integer", "null"], "minimum": 0 }),
                "integer (≥ 0) | null (≥ 0)",
            ),
            (
                json!({ "type": "string", "enum": ["fr", "en"] }),
                "\"fr\" | \"en\"",
            ),
            (
                json!({ "type": "array", "items": { "$ref": "#/components/schemas/Party" } }),
                "Party[]",
            ),
            (
                json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Words" }] }),
                "null | Words",
            ),
            (
                json!({ "type": "integer", "minimum": 1, "maximum": 500 }),
                "integer (1–500)",
            ),
            (
                json!({ "allOf": [{ "$ref": "#/components/schemas/Words" }, { "type": "object", "properties": { "a": {} } }] }),
                "Words & { a }",
            ),
            (json!({}), "any"),
        ] {
            assert_eq!(written(&schema), expected);
        }
    }
}
