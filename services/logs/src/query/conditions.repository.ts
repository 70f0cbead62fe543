import { SEARCHABLE_URL_PART, searchableText } from '@deskhook/domain';
import type { Position } from './page-cursor.js';

/** Instant of a column as the API shows it: RFC 3339 in UTC with milliseconds. */
export const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

type Scalar = string | number;
type List = readonly number[] | readonly string[];
type Value = Scalar | List | null | undefined;

/** Collects the conditions of a WHERE clause with their parameters. */
export class Conditions {
  private readonly clauses: string[] = [];

  constructor(readonly parameters: (Scalar | List)[] = []) {}

  /** Conditions of another clause of the same statement. */
  next(): Conditions {
    return new Conditions(this.parameters);
  }

  /** Adds a condition unless its value is absent; every `?` in it stands for the value. */
  add(clause: string, value: Value): this {
    if (value === undefined || value === null) return this;
    const parameter = this.parameter(value);
    this.clauses.push(clause.replaceAll('?', parameter));
    return this;
  }

  /** Looks for a text in a URL; where the reader does not see its secrets, only in the part that holds none. */
  url(column: string, text: string | undefined, hidesSecrets: boolean): this {
    if (text === undefined || !hidesSecrets) return this.add(`strpos(${column}, ?) > 0`, text);
    const part = `substring(${column} from CAST(${this.parameter(`(?i)${SEARCHABLE_URL_PART}`)} AS text))`;
    return this.add(`strpos(${part}, ?) > 0`, searchableText(text));
  }

  /** Adds that one of these clauses holds, whose parameters are added already; none of none. */
  either(clauses: readonly string[]): this {
    this.clauses.push(clauses.length === 0 ? 'false' : clauses.map((clause) => `(${clause})`).join(' OR '));
    return this;
  }

  /** Goes on after a position in a list sorted by these columns, newest first. */
  after(at: string, tie: string, position: Position | null): this {
    if (position === null) return this;
    const [instant, value] = position.map((part) => this.parameter(part));
    this.clauses.push(`(${at}, ${tie}) < (${instant}, ${value})`);
    return this;
  }

  /** Goes no further than to a position, which is part of it. */
  from(at: string, tie: string, position: Position): this {
    const [instant, value] = position.map((part) => this.parameter(part));
    this.clauses.push(`(${at}, ${tie}) >= (${instant}, ${value})`);
    return this;
  }

  /** Adds a parameter and gives its placeholder. Postgres refuses NUL in text, and stores none. */
  parameter(value: Scalar | List): string {
    this.parameters.push(typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value);
    return `$${this.parameters.length}`;
  }

  /** The conditions as SQL. */
  sql(): string {
    return this.clauses.map((clause) => `(${clause})`).join(' AND ');
  }
}
