import { z } from 'zod';
import type { Fault } from '../cli-error.js';
import { faultAt, type JsonRecord } from './manifest.js';
import type { Step } from './plan.js';

const record = z.record(z.string(), z.unknown());
const urlList = z.array(z.string());
/** The one part of each kind of authentication that the API takes and never shows; of `tls` it is the key. */
const CREDENTIAL_OF: Readonly<Record<string, string>> = {
  basic: 'password',
  bearer: 'token',
  oauth2: 'clientSecret',
};
const CREDENTIALS = [...Object.values(CREDENTIAL_OF), 'key'];

/** Names of the credentials that `auth` or `tls` states. */
export function credentialsOf(value: unknown): string[] {
  const fields = record.safeParse(value).data ?? {};
  return CREDENTIALS.filter((key) => typeof fields[key] === 'string');
}

/** `auth` or `tls` as the API shows it, without those credentials. */
export function withoutCredentials(value: unknown): unknown {
  const fields = record.safeParse(value).data;
  if (fields === undefined) return value;
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !CREDENTIALS.includes(key)));
}

/**
 * Whether stated URLs lead to an origin that the subscription had none of so far: Deskhook sends stored credentials only to the
 * origins that they were given for, and asks for them again.
 */
export function goesElsewhere(stated: JsonRecord, live: JsonRecord): boolean {
  const known = new Set(urlsOf(live).map(originOf));
  return urlsOf(stated).some((url) => !known.has(originOf(url)));
}

const urlsOf = ({ urls }: JsonRecord): readonly string[] => urlList.safeParse(urls).data ?? [];
const originOf = (url: string): string => URL.parse(url)?.origin ?? url;

/** Credentials that Deskhook would ask for once a subscription is sent. A preview, which uses none, cannot tell. */
export function missingCredentials(step: Step): readonly Fault[] {
  if ((step.kind !== 'create' && step.kind !== 'update') || step.manifest.kind !== 'Subscription') return [];
  const { stated } = step.manifest;
  const live = step.kind === 'create' ? {} : step.live.value;
  const parts = step.kind === 'create' ? stated : step.comparison.patch;
  const moves = step.kind === 'update' && goesElsewhere(stated, live);
  return (['auth', 'tls'] as const).flatMap((name) => {
    const wanted = record.safeParse(parts[name] ?? (moves ? live[name] : null)).data;
    const credential = wanted === undefined ? undefined : credentialIn(name, wanted);
    if (wanted === undefined || credential === undefined || typeof wanted[credential] === 'string') return [];
    const why = whyMissing(wanted, record.safeParse(live[name]).data, moves);
    const advice = 'take it from the environment by ${NAME}, or from a file by secretFrom';
    return why === null
      ? []
      : [faultAt(step.manifest, `/spec/${name}/${credential}`, `is required, ${why}: ${advice}`)];
  });
}

const credentialIn = (name: 'auth' | 'tls', { type }: JsonRecord): string | undefined =>
  name === 'tls' ? 'key' : CREDENTIAL_OF[String(type)];

/** Why the stored credential will not do; null where it does. */
function whyMissing(wanted: JsonRecord, has: JsonRecord | undefined, moves: boolean): string | null {
  if (has === undefined || wanted['type'] !== has['type']) return 'since Deskhook has none yet';
  if (wanted['tokenUrl'] !== has['tokenUrl'])
    return 'since the stored one is only sent to the tokenUrl that it was given for';
  return moves
    ? 'since a URL leads to another origin, and the stored one is only sent to those that it was given for'
    : null;
}
