# Everything a newcomer needs. `make run` and `make test` set up what is missing on a fresh machine with Swift.

REDRESS := .build/release/redress
PACK := rules/cn/shaanxi/zhashui
RECORDS := examples/records/cases.jsonl
AS_OF := 2024-06-30

.PHONY: run test bench bench-scale bench-feel lint format fuzz differential conformance calendar sanitize setup build clean

setup:
	@sh scripts/setup.sh

build: setup
	sh scripts/release.sh --product redress

## The main job: Zhashui County's plan on the example records, as a table.
run: build
	$(REDRESS) run --pack $(PACK) --records $(RECORDS) --as-of $(AS_OF) --format table --lang zh

## All tests: the code's, then the packs' own.
test: setup
	swift build --build-tests
	swift test --skip-build
	swift build --product redress
	.build/debug/redress check rules
	.build/debug/redress test rules --coverage
	.build/debug/redress check Benchmarks/sanctions-1
	.build/debug/redress test Benchmarks/sanctions-1

lint:
	swift format lint --strict --recursive Package.swift Sources Tests examples Benchmarks Fuzz/Package.swift Fuzz/Targets

format:
	swift format format --in-place --recursive Package.swift Sources Tests examples Benchmarks Fuzz/Package.swift Fuzz/Targets

## 200,000 random expressions and 200,000 random packs and cases against the plain reference evaluators, in release.
differential: setup
	sh scripts/differential.sh

## Millions of random operations on numbers, dates, times and durations against what Python works out.
conformance: setup
	sh scripts/conformance.sh

## Agendas as iCalendar, read by another implementation.
calendar: build
	REDRESS=$(REDRESS) sh scripts/calendar.sh

## Records a second on one core: one policy beside every other engine that is there, and the five plans.
bench: setup
	sh Benchmarks/run.sh

## What it costs as rules, layers, events, records and cores grow, each beside its limit.
bench-scale: setup
	sh Benchmarks/scale/run.sh

## Nanoseconds per FEEL expression, beside closures written by hand and other engines.
bench-feel: setup
	sh Benchmarks/feel/run.sh

## libFuzzer on YAML, FEEL and JSON, five minutes each (FUZZ_SECONDS changes that).
fuzz: setup
	sh Fuzz/run.sh

## The tests under the address sanitizer, of the code as it is optimised for release (unoptimised, they take an hour).
ADDRESS := -c release -Xswiftc -enable-testing --sanitize=address --scratch-path .build-address
sanitize: setup
	swift build --build-tests $(ADDRESS)
	ASAN_OPTIONS=detect_leaks=0 swift test --skip-build $(ADDRESS)

clean:
	rm -rf .build .build-address .build-feel-library
