//! The description of the API (OpenAPI 3.1), made from the table of its routes and the types of its answers.

use crate::answers::{AuthorityAnswer, AwardAnswer, PartnershipAnswer, ProjectAnswer, SourceAnswer};
use crate::api::{ApiRoute, Problem, ROUTES};
use crate::atlas::AtlasData;
use crate::changes::ChangesAnswer;
use crate::map::MapData;
use crate::search::Sort;
use crate::search::json::SearchAnswer;
use crate::site::Site;
use crate::towns::TownsData;
use crate::wanted::{ANY, LIVE, WITH_MONEY};
use crate::words::Lang;
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(components(schemas(
    PartnershipAnswer,
    AuthorityAnswer,
    AwardAnswer,
    ProjectAnswer,
    SourceAnswer,
    ChangesAnswer,
    SearchAnswer,
    MapData,
    AtlasData,
    TownsData,
    Problem
)))]
struct Schemas;

/// The operations whose one answer names its licence beside its fields ([`crate::api::Asked::one`]).
const NAMED: [&str; 5] = ["partnership", "authority", "source", "changes", "search"];

fn parameter(name: &str, place: &str) -> Value {
    let schema = match name {
        "limit" => json!({ "type": "integer", "minimum": 1, "maximum": 500, "default": 50 }),
        "lang" => json!({ "type": "string", "enum": Lang::ALL.map(Lang::tag), "default": "en" }),
        "since" => {
            json!({ "type": "integer", "format": "int64", "minimum": 0, "maximum": i64::MAX, "default": 0 })
        }
        "country" => json!({ "type": "string", "pattern": "^([A-Z]{2})?$" }),
        "id" => json!({ "type": "string", "format": "uuid" }),
        "status" => words(
            vocabulary::PartnershipStatus::ALL
                .iter()
                .map(|value| value.as_str())
                .chain([LIVE, ANY]),
        ),
        "what" => words(Sort::ALL.iter().map(|sort| sort.as_str())),
        "money" => words([WITH_MONEY].into_iter()),
        "theme" => words(vocabulary::Theme::ALL.iter().map(|value| value.as_str())),
        "year" => json!({ "type": "string", "pattern": "^([0-9]{4})?$" }),
        "z" => json!({ "type": "integer", "minimum": 0, "maximum": crate::towns::DEEPEST }),
        "x" | "y" => json!({ "type": "integer", "minimum": 0 }),
        "kind" => words(
            vocabulary::PartnershipKind::ALL
                .iter()
                .map(|value| value.as_str()),
        ),
        _ => json!({ "type": "string" }),
    };
    json!({
        "name": name,
        "in": place,
        "required": place == "path",
        "description": Lang::En.word("param", name),
        "schema": schema,
    })
}

fn words(values: impl Iterator<Item = &'static str>) -> Value {
    // Forms send the empty choice, too: it asks for nothing.
    let values: Vec<&str> = values.chain([""]).collect();
    json!({ "type": "string", "enum": values })
}

fn answer(route: &ApiRoute) -> Value {
    let item = json!({ "$ref": format!("#/components/schemas/{}", route.answer) });
    if NAMED.contains(&route.key) {
        let names = json!({
            "type": "object",
            "required": ["licence", "attribution"],
            "properties": { "licence": { "type": "string" }, "attribution": { "type": "string" } },
        });
        return json!({ "allOf": [item, names] });
    }
    if !route.list {
        return item;
    }
    json!({
        "type": "object",
        "required": ["licence", "attribution", "total", "items", "next"],
        "properties": {
            "licence": { "type": "string" },
            "attribution": { "type": "string" },
            "total": { "type": "integer" },
            "items": { "type": "array", "items": item },
            "next": { "type": ["string", "null"] },
        },
    })
}

fn operation(route: &ApiRoute) -> Value {
    let in_path = route
        .path
        .split('/')
        .filter_map(|segment| {
            segment
                .strip_prefix('{')
                .and_then(|segment| segment.strip_suffix('}'))
        })
        .map(|name| parameter(name, "path"));
    let parameters: Vec<Value> = in_path
        .chain(route.query.iter().map(|name| parameter(name, "query")))
        .collect();
    let problem = |what: &str| {
        json!({
            "description": what,
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        })
    };
    json!({
        "operationId": route.key,
        "summary": Lang::En.word("api", route.key),
        "parameters": parameters,
        "responses": {
            "200": {
                "description": Lang::En.word("api", route.key),
                "headers": { "ETag": { "schema": { "type": "string" } } },
                "content": { "application/json": { "schema": answer(route) } },
            },
            "304": { "description": "Not modified" },
            "400": problem("Invalid parameter"),
            "401": problem("A key that is none"),
            "404": problem("No such entity"),
            "429": problem("Too many requests"),
        },
    })
}

/// The document for a site at this address.
pub(crate) fn document(address: &str) -> Value {
    let mut paths = Map::new();
    for route in &ROUTES {
        paths.insert(route.path.to_owned(), json!({ "get": operation(route) }));
    }
    let mut components = serde_json::to_value(Schemas::openapi())
        .ok()
        .and_then(|mut whole| whole.get_mut("components").map(Value::take))
        .unwrap_or_default();
    if let Some(components) = components.as_object_mut() {
        let key = json!({ "type": "http", "scheme": "bearer", "description": Lang::En.t("api-keys-text") });
        components.insert("securitySchemes".to_owned(), json!({ "key": key }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Jumelage",
            "version": "1",
            "description": Lang::En.t("site-description"),
            "license": { "name": crate::data::LICENCE, "url": crate::data::LICENCE_URL },
        },
        "servers": [{ "url": address }],
        // Without a key, or with one.
        "security": [{}, { "key": [] }],
        "paths": paths,
        "components": components,
    })
}

/// `GET /api/openapi.json`
pub(crate) async fn json(State(site): State<Site>) -> Response {
    Json(document(site.address())).into_response()
}
