import { hash } from 'node:crypto';
import type { Database } from '@deskhook/database';
import { z } from 'zod';
import { dayOf, dayText } from '../retention/log-tables.js';

/** What is remembered of the ids that were asked for; the rest is asked for again. */
const REMEMBERED_MAX = 50_000;
const IDENTITY_BYTES = 16;

/** Texts that stand together, in the order of the table's columns. */
export interface Term {
  readonly tenant: string;
  readonly values: readonly (string | null)[];
  /** Of what it is used for, in epoch milliseconds. */
  readonly at: number;
}

interface AskedTerm {
  readonly term: Term;
  /** The day that the use is noted for. */
  readonly day: number;
}

const rowSchema = z.object({ place: z.number(), id: z.number() });

/**
 * Numbers for texts that many rows share. A number stays valid for as long as something uses it: each use notes its day,
 * once a day, and retention removes what was not used for longer than rows are kept.
 */
export class Dictionary {
  private remembered = new Map<string, { readonly id: number; readonly day: number }>();

  constructor(
    private readonly database: Database,
    private readonly table: 'series' | 'texts',
    private readonly columns: readonly string[],
  ) {}

  /** The number of each term, in their order; new ones are made. `now` in epoch milliseconds. */
  async ids(terms: readonly Term[], now: number): Promise<number[]> {
    const asked = new Map<string, AskedTerm>();
    for (const term of terms) {
      const key = keyOf(term);
      const day = Math.max(dayOf(now), dayOf(term.at), asked.get(key)?.day ?? 0);
      asked.set(key, { term, day });
    }
    const missing = [...asked].filter(([key, { day }]) => (this.remembered.get(key)?.day ?? 0) < day);
    const known = new Map([...asked.keys()].map((key) => [key, this.remembered.get(key)?.id]));
    for (const [key, id] of await this.note(missing)) known.set(key, id);
    return terms.map((term) => this.idOf(known.get(keyOf(term))));
  }

  private idOf(id: number | undefined): number {
    if (id === undefined) throw new RangeError(`logs.${this.table} gave no number for a term`);
    return id;
  }

  private async note(missing: readonly (readonly [string, AskedTerm])[]): Promise<Map<string, number>> {
    if (missing.length === 0) return new Map();
    const rows = await this.database.query(this.statement(), [
      missing.map(([, { term }]) => term.tenant),
      missing.map(([key]) => hash('sha256', key, 'buffer').subarray(0, IDENTITY_BYTES)),
      missing.map(([, { day }]) => dayText(day)),
      ...this.columns.map((_, n) => missing.map(([, { term }]) => term.values[n] ?? null)),
    ]);
    if (this.remembered.size + missing.length > REMEMBERED_MAX) this.remembered = new Map();
    const noted = rows.map((row) => rowSchema.parse(row));
    return new Map(
      noted.flatMap(({ place, id }) => {
        const entry = missing[place - 1];
        if (entry === undefined) return [];
        this.remembered.set(entry[0], { id, day: entry[1].day });
        return [[entry[0], id] as const];
      }),
    );
  }

  /** In the order of the key, so that replicas do not wait for each other in a circle. */
  private statement(): string {
    const columns = this.columns.join(', ');
    const parameters = this.columns.map((_, n) => `$${n + 4}::text[]`).join(', ');
    return `WITH given AS (
        SELECT * FROM unnest($1::text[], $2::bytea[], $3::date[], ${parameters})
          WITH ORDINALITY AS g(tenant, identity, used_on, ${columns}, place)
      ), noted AS (
        INSERT INTO logs.${this.table} AS t (tenant, identity, used_on, ${columns})
        SELECT tenant, identity, used_on, ${columns} FROM given ORDER BY tenant, identity
        ON CONFLICT (tenant, identity) DO UPDATE SET used_on = greatest(t.used_on, excluded.used_on)
        RETURNING t.tenant, t.identity, t.id
      )
      SELECT g.place::int AS place, n.id FROM given g JOIN noted n USING (tenant, identity)`;
  }
}

function keyOf({ tenant, values }: Term): string {
  return JSON.stringify([tenant, ...values]);
}
