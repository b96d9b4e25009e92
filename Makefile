# The commands of this project; README.md says which two matter.
#
#   make demo        build, fill a fresh data folder from the demo documents, serve on http://127.0.0.1:8080
#   make test        everything that continuous integration checks, on both databases
#   make check       its quick part: format, lints, words, unit tests
#   make bless       accept what the snapshots of pages, answers and files show now
#   make words       missing, unused or mismatched texts of the three languages
#   make samples     every page with every sample in every language
#   make exam        the score of the engine on corpus/exam, compared with its floor
#   make fuzz        any bytes, names and texts at the readers and the engine; says by which means
#   make torture     power cuts at thousands of moments; no acknowledged write may be lost
#   make bench       figures beside real peers; BENCH=engine,record,site,posts,atlas,browser takes parts
#   make bench-peers the same names resolved by rapidfuzz, SymSpell, SQLite, tantivy and us
#   make gazetteer   rebuild the gazetteer from the official lists' packages
#   make front       the map for the pages
#   make picture     the picture in README.md and screenshots, by the browser story

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8080
TARGET := $(or $(CARGO_TARGET_DIR),target)
STEP := tools/step
NEXTEST := cargo nextest run --workspace --no-fail-fast

export CARGO_TERM_COLOR ?= never
# One text whatever the machine's language: some checks read what tools print.
export LC_ALL := C.UTF-8

.PHONY: help fit fuzz torture demo demo-data demo-binary test check bless words samples exam bench bench-peers gazetteer front picture clean

help:
	@sed -n 's/^#   //p' Makefile

## Running

demo: demo-binary
	@tools/demo $(TARGET)/demo/jumelage $(PORT)

# The same without the serving.
demo-data: demo-binary
	@tools/demo $(TARGET)/demo/jumelage $(PORT) --fill-only

demo-binary:
	@$(STEP) "map from npm" tools/front --optional
	@$(STEP) "build (profile demo)" cargo build --locked --profile demo -p cli

front:
	@$(STEP) "node" tools/need node
	@$(STEP) --show "map from npm" tools/front

## Testing

test:
	@echo "Every test; each step prints its time."
	@$(STEP) "tools" tools/need rustfmt clippy cargo-nextest cargo-deny node python chromium postgresql nginx pdftotext
	@$(STEP) "format" cargo fmt --all --check
	@$(STEP) "map from npm" tools/front
	@$(STEP) "map: base map, arcs" npm --prefix front test
	@$(STEP) "map: drawn in chromium" node front/test/island.mjs
	@$(STEP) "licences, bans, sources" cargo deny --locked check -A unused-wrapper licenses bans sources
	@$(STEP) "advisories" tools/advisories
	@$(STEP) "lints" cargo clippy --locked --workspace --all-targets -- -D warnings
	@$(STEP) "build" cargo build --locked --workspace --all-targets
	@$(STEP) --show "tests, samples, words, exam, stories" env JUMELAGE_BIN=$(abspath $(TARGET))/debug/jumelage $(NEXTEST) --locked

check:
	@$(STEP) "tools" tools/need rustfmt clippy cargo-nextest postgresql
	@$(STEP) "format" cargo fmt --all --check
	@$(STEP) "lints" cargo clippy --workspace --all-targets -- -D warnings
	@$(STEP) "words" cargo nextest run -p publish -E 'test(words)'
	@$(STEP) --show "unit tests" $(NEXTEST) --lib --bins

bless:
	@$(STEP) "build" cargo build --workspace --all-targets
	@$(STEP) --show "tests with new snapshots" env INSTA_UPDATE=always INSTA_FORCE_PASS=1 JUMELAGE_BIN=$(abspath $(TARGET))/debug/jumelage $(NEXTEST)
	@echo "Look at each of these before committing:"
	@git status --short -- '*.snap'

words:
	@cargo nextest run -p publish -E 'test(words)'

samples:
	@cargo nextest run -p publish -E 'test(samples)'

exam:
	@$(STEP) "build (profile demo)" cargo build --locked --profile demo -p cli
	@$(TARGET)/demo/jumelage exam names --corpus corpus/exam/first --corpus corpus/exam/second --names ../shared/names/dev.tsv
	@$(TARGET)/demo/jumelage exam --corpus corpus/exam/first --corpus corpus/exam/second

# The weights of the four decisions, fitted anew on the first half and on damaged names; each rests on those before it.
fit:
	@for of in names:weights mentions:evidence homes:home ties:ties; do \
		$(MAKE) demo-binary && \
		$(STEP) --show "$${of%%:*}" sh -c "$(TARGET)/demo/jumelage exam fit --of $${of%%:*} --corpus corpus/exam/first --names ../shared/names/dev.tsv > $(TARGET)/fitted.tsv" && \
		cp $(TARGET)/fitted.tsv recognise/data/$${of##*:}.tsv || exit 1; \
	done

fuzz:
	@$(STEP) "tools" tools/need cargo-nextest
	@$(STEP) --show "fuzz" tools/fuzz

# Some hundreds of the same cuts are in `make test`.
CUTS ?= 4000
torture:
	@$(STEP) "tools" tools/need cargo-nextest
	@$(STEP) --show "power cuts" env JUMELAGE_CUTS=$(CUTS) $(NEXTEST) --locked -E 'package(torture)' --no-capture

## Data and figures

gazetteer: demo-binary
	@$(STEP) --show "gazetteer from the official lists" $(TARGET)/demo/jumelage gazetteer build

bench:
	@$(STEP) "tools" tools/need wrk nginx
	@$(STEP) "map from npm" tools/front --optional
	@$(STEP) "build (profile release)" cargo build --release -p cli -p bench
	@JUMELAGE_BIN=$(abspath $(TARGET))/release/jumelage $(TARGET)/release/bench

# Real spellings lie beside the checkout where they may not be passed on.
DEV_NAMES ?= ../shared/names/dev.tsv
NOISE ?= 50000
NOISE_FILE := $(TARGET)/peers/noise.tsv

bench-peers:
	@$(STEP) "build (profile release)" cargo build --locked --release -p cli
	@$(STEP) "build of the peers" cargo build --locked --release --manifest-path bench/peers/Cargo.toml --target-dir $(TARGET)/peers
	@$(STEP) "noisy names" sh -c '$(TARGET)/release/jumelage exam noise --count $(NOISE) --seed 7 > $(NOISE_FILE)'
	@test -e $(DEV_NAMES) || echo "$(DEV_NAMES) is not there: only noise is measured."
	@$(TARGET)/peers/release/peers $(NOISE_FILE) $(wildcard $(DEV_NAMES))

# The picture in README.md, and screenshots of every page that the browser story visits.
picture:
	@$(STEP) "tools" tools/need cargo-nextest node chromium
	@$(STEP) "map from npm" tools/front
	@$(STEP) "build" cargo build --workspace --all-targets
	@mkdir -p docs/images
	@JUMELAGE_BIN=$(abspath $(TARGET))/debug/jumelage JUMELAGE_SHOTS=$(abspath $(TARGET))/screenshots \
		JUMELAGE_ATLAS_PICTURE=docs/images/atlas.png cargo nextest run -p stories -E 'test(atlas)'
	@echo "docs/images/atlas.png is new; the screenshots are in $(TARGET)/screenshots"

clean:
	@cargo clean
	@rm -rf front/dist front/node_modules
