// What somebody writes who uses the interface with its types: compiled strictly, then run against a served record.

import type { components, paths } from "./described.js";

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Body } } } };
} ? Body : never;
type Query<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Asked } } } ? Asked : never;
type Partnership = components["schemas"]["PartnershipAnswer"];

export class Register {
  constructor(private readonly origin: string) {}

  async ask<Path extends keyof paths>(path: Path, query?: Query<Path>, named: Record<string, string> = {}): Promise<Answer<Path>> {
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named[name] ?? ""));
    const asked = new URLSearchParams(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)]));
    const answer = await fetch(`${this.origin}${address}?${asked}`);
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return (await answer.json()) as Answer<Path>;
  }

  /** Every partnership with a country, part by part. */
  async *partnershipsWith(country: string): AsyncGenerator<Partnership> {
    let after: string | null = "";
    while (after !== null) {
      const part: Answer<"/api/v1/partnerships"> = await this.ask("/api/v1/partnerships", { country, limit: 7, after });
      yield* part.items;
      after = part.next;
    }
  }
}

export async function story(origin: string): Promise<string[]> {
  const register = new Register(origin);
  const told: string[] = [];
  for await (const { id, live, parties, steps, why } of register.partnershipsWith("UA")) {
    const names: string = parties.map(({ name, country }) => `${name} (${country ?? "?"})`).join(" – ");
    const since: string | undefined = steps[0]?.on;
    told.push(`${id} ${live ? "live" : "past"} ${names} ${since ?? ""} ${why?.language ?? ""}`);
  }
  const one = await register.ask("/api/v1/authorities/{code}", { lang: "uk" }, { code: "fr-com-44109" });
  told.push(`${one.code} ${one.label} ${one.population ?? 0}`);
  const { items, next, more } = await register.ask("/api/v1/changes", { since: 0, limit: 5 });
  told.push(`${items.length} changes up to ${next}${more ? "" : ", all"}: ${items.map(({ what }) => what).join(" ")}`);
  return told;
}
