import type { AuditChanges } from '@deskhook/contracts';
import { unveiled } from './veiled.js';

/** What something consisted of, by the names of its fields; absent and null mean the same. */
export type Snapshot = Readonly<Record<string, unknown>>;

/** Longer values are cut: bodies of templates, certificates. */
const VALUE_LENGTH_MAX = 8_000;

/** The fields that differ. `null` stands for what was not there yet, or is no more. */
export function changesBetween(before: Snapshot | null, after: Snapshot | null): AuditChanges {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const changes = [...names].flatMap((name) => {
    const [was, is] = [before?.[name] ?? null, after?.[name] ?? null];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const word = was === null ? '[set]' : '[changed]';
    return [[name, { before: short(unveiled(was, '[hidden]')), after: short(unveiled(is, word)) }] as const];
  });
  return Object.fromEntries(changes);
}

function short(value: unknown): unknown {
  const text = JSON.stringify(value);
  if (text.length <= VALUE_LENGTH_MAX) return value;
  return `${text.slice(0, VALUE_LENGTH_MAX)}… (${text.length} characters)`;
}
