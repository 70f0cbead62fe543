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

/** What was asked for, under its key. */
type AskedEntry = readonly [string, AskedTerm];

const rowSchema = z.object({ place: z.number(), id: z.number() });

/**
 * Numbers for texts that many rows share. A number stays valid for as long as something uses it: each use notes its day,
 * once a day, and retention removes what was not used for longer than rows are kept.
 */
export class Dictionary {
  private remembered = new Map<string, { readonly id: number; readonly day: number }>();
  /** Finds those whose use is noted for the day, */
  private readonly known: string;
  /** notes the use of those that are there, */
  private readonly used: string;
  /** and makes the others. The last two in the order of the key, so that replicas do not wait for each other in a circle. */
  private readonly made: string;

  constructor(
    private readonly database: Database,
    private readonly table: 'series' | 'texts',
    private readonly columns: readonly string[],
  ) {
    const names = columns.join(', ');
    const numbers = (rows: string) =>
      `SELECT g.place::int AS place, n.id::float8 AS id FROM given g JOIN ${rows} n USING (tenant, identity)`;
    this.known = `WITH ${this.given()} ${numbers(`logs.${table}`)} WHERE n.used_on >= g.used_on`;
    this.used = `WITH ${this.given()}, found AS MATERIALIZED (
        SELECT t.id, g.used_on FROM logs.${table} t JOIN given g USING (tenant, identity)
        ORDER BY t.tenant, t.identity FOR NO KEY UPDATE OF t
      ), noted AS (
        UPDATE logs.${table} t SET used_on = greatest(t.used_on, found.used_on) FROM found WHERE t.id = found.id
        RETURNING t.tenant, t.identity, t.id
      ) ${numbers('noted')}`;
    this.made = `WITH ${this.given()}, noted AS (
        INSERT INTO logs.${table} AS t (tenant, identity, used_on, ${names})
        SELECT tenant, identity, used_on, ${names} FROM given ORDER BY tenant, identity
        ON CONFLICT (tenant, identity) DO UPDATE SET used_on = greatest(t.used_on, excluded.used_on)
        RETURNING t.tenant, t.identity, t.id
      ) ${numbers('noted')}`;
  }

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

  /**
   * Takes a number only for what has none: `ON CONFLICT` alone would use one up for each row that is there already. Each
   * statement is a transaction of its own, and so holds no row while it waits for another.
   */
  private async note(missing: readonly AskedEntry[]): Promise<Map<string, number>> {
    const noted = new Map<string, number>();
    for (const statement of [this.known, this.used, this.made]) {
      const left = missing.filter(([key]) => !noted.has(key));
      if (left.length === 0) break;
      for (const [key, id] of await this.run(statement, left)) noted.set(key, id);
    }
    if (this.remembered.size + missing.length > REMEMBERED_MAX) this.remembered = new Map();
    for (const [key, { day }] of missing) {
      const id = noted.get(key);
      if (id !== undefined) this.remembered.set(key, { id, day });
    }
    return noted;
  }

  private async run(
    statement: string,
    entries: readonly AskedEntry[],
  ): Promise<(readonly [string, number])[]> {
    const rows = await this.database.query(statement, [
      entries.map(([, { term }]) => term.tenant),
      entries.map(([key]) => hash('sha256', key, 'buffer').subarray(0, IDENTITY_BYTES)),
      entries.map(([, { day }]) => dayText(day)),
      ...this.columns.map((_, n) => entries.map(([, { term }]) => term.values[n] ?? null)),
    ]);
    return rows.flatMap((row) => {
      const { place, id } = rowSchema.parse(row);
      const entry = entries[place - 1];
      return entry === undefined ? [] : [[entry[0], id] as const];
    });
  }

  /** What was asked for, as `given`. */
  private given(): string {
    const parameters = this.columns.map((_, n) => `$${n + 4}::text[]`).join(', ');
    return `given AS (
        SELECT * FROM unnest($1::text[], $2::bytea[], $3::date[], ${parameters})
          WITH ORDINALITY AS g(tenant, identity, used_on, ${this.columns.join(', ')}, place))`;
  }
}

function keyOf({ tenant, values }: Term): string {
  return JSON.stringify([tenant, ...values]);
}
