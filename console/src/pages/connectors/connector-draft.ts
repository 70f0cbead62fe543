import type { AnswerOf } from '../../api/types.js';
import { KINDS, type ConnectorKind, type OptionField } from './kinds.js';

export type Connector = AnswerOf<'getConnector'>;

export interface MapRow {
  readonly name: string;
  readonly value: string;
}

/** One option as it is being written; an empty one is not set. */
export type OptionDraft =
  | { readonly kind: 'flag'; readonly isSet: boolean }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'map'; readonly rows: readonly MapRow[] };

/** What can be changed of a connector, as it is being written. */
export interface ConnectorDraft {
  readonly name: string;
  readonly options: Readonly<Record<string, OptionDraft>>;
}

/** A connector as a form has it; with the options of its kind alone when there is none yet. */
export function draftOf(
  kind: ConnectorKind,
  { name, options }: Pick<Connector, 'name' | 'options'> = { name: '', options: {} },
): ConnectorDraft {
  const fields = KINDS[kind].options.map((field) => [field.name, optionDraft(field, options[field.name])]);
  return { name, options: Object.fromEntries(fields) };
}

function optionDraft({ kind }: OptionField, value: unknown): OptionDraft {
  switch (kind) {
    case 'flag':
      return { kind: 'flag', isSet: value === true };
    case 'map':
      return { kind: 'map', rows: rowsOf(value) };
    case 'texts':
      return { kind: 'texts', texts: Array.isArray(value) ? value.map(textOf) : [] };
    case 'number':
    case 'seconds':
    case 'url':
      return { kind: 'text', text: textOf(value) };
    default:
      return kind satisfies never;
  }
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

function rowsOf(value: unknown): readonly MapRow[] {
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return entries.map(([name, one]) => ({ name, value: textOf(one) }));
}

/** The options as the API takes them; null: not set. What is mistyped goes there as it is, and comes back with what is wrong. */
export function optionsBody(kind: ConnectorKind, draft: ConnectorDraft): Record<string, unknown> {
  const entries = KINDS[kind].options.flatMap((field) => {
    const option = draft.options[field.name];
    return option === undefined ? [] : [[field.name, optionBody(field, option)] as const];
  });
  return Object.fromEntries(entries);
}

const DIGITS = /^\d+$/;
const isNumeric = ({ kind }: OptionField): boolean => kind === 'seconds' || kind === 'number';

function optionBody(field: OptionField, option: OptionDraft): unknown {
  switch (option.kind) {
    case 'flag':
      return option.isSet ? true : null;
    case 'text': {
      const text = option.text.trim();
      if (text === '') return null;
      return isNumeric(field) && DIGITS.test(text) ? Number(text) : text;
    }
    case 'texts':
      return option.texts.length === 0 ? null : option.texts;
    case 'map': {
      const rows = option.rows.filter((row) => !isEmpty(row));
      return rows.length === 0 ? null : Object.fromEntries(rows.map(trimmed).map(asEntry));
    }
    default:
      return option satisfies never;
  }
}

const asEntry = ({ name, value }: MapRow): readonly [string, string] => [name, value];
const isEmpty = ({ name, value }: MapRow): boolean => name.trim() === '' && value.trim() === '';
const trimmed = ({ name, value }: MapRow): MapRow => ({ name: name.trim(), value: value.trim() });

/** Why a row could not be sent at all: it has no name, or another one has the same, which the helpdesk's names are compared with regardless of case. */
export function rowProblem(rows: readonly MapRow[], at: number): string | null {
  const row = rows[at];
  if (row === undefined || isEmpty(row)) return null;
  const name = nameOf(row);
  if (name === '') return 'Enter what it is called in the helpdesk';
  return rows.findIndex((other) => nameOf(other) === name) < at ? 'It stands above already' : null;
}

const nameOf = ({ name }: MapRow): string => name.trim().toLowerCase();

/** Whether something of the draft would get lost by sending it. */
export function hasRowProblem({ options }: ConnectorDraft): boolean {
  return Object.values(options).some(
    (option) =>
      option.kind === 'map' && option.rows.some((_, index) => rowProblem(option.rows, index) !== null),
  );
}

/** The fields of the form, as `faultsByField` names them: an entry of a map is one of its own. */
export function fieldsOf({ options }: ConnectorDraft): readonly string[] {
  const own = Object.entries(options).flatMap(([name, option]) => [
    optionField(name),
    ...(option.kind === 'map' ? option.rows.map((row) => optionField(name, row)) : []),
  ]);
  return ['name', 'secret', ...own];
}

/** The field of an option, or of an entry of it. */
export const optionField = (name: string, row?: MapRow): string =>
  row === undefined ? `options.${name}` : `options.${name}.${row.name.trim()}`;
