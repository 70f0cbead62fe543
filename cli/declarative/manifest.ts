import type { Labels } from '@deskhook/contracts';
import type { Fault } from '../cli-error.js';
import type { KindName } from './manifest.schema.js';

export type JsonRecord = Readonly<Record<string, unknown>>;
export type Path = readonly (string | number)[];

/** A thing as a file wants it. */
export interface Manifest {
  readonly kind: KindName;
  readonly name: string;
  /** Undefined: the tenant of the command line. */
  readonly tenant: string | undefined;
  /** Undefined: the file says nothing of them. */
  readonly labels: Labels | undefined;
  /** What the file states of the body, read by the API's schema: of `delivery` only the keys that it names. */
  readonly stated: JsonRecord;
  /** Pointers into the document of values that came from the environment or a file: never shown. */
  readonly secrets: ReadonlySet<string>;
  /** The place of what a pointer into the document means: `file:line`. */
  readonly placeOf: (pointer: string) => string;
}

/** A fault at its place in a file. */
export function faultAt(manifest: Pick<Manifest, 'placeOf'>, pointer: string, detail: string): Fault {
  const at = manifest.placeOf(pointer);
  return { pointer: pointer === '' ? at : `${at} ${pointer}`, detail };
}

/** How a thing is called in tables and messages. */
export function nameOf({ kind, name }: { readonly kind: KindName; readonly name: string }): string {
  return `${kind} ${name}`;
}
