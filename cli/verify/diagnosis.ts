/** One thing that is wrong or odd about a request, and what to do about it. */
export interface Finding {
  /** A fault makes a receiver refuse the request; a warning does not. */
  readonly level: 'fault' | 'warning';
  /** Stable, for scripts. */
  readonly code: string;
  readonly detail: string;
  readonly fix: string;
}

export interface Diagnosis {
  /** Whether a receiver that follows the rules takes it. */
  readonly genuine: boolean;
  /** How it is signed; null where that cannot be told. */
  readonly scheme: string | null;
  /** Which of the given secrets signed it, from 1; null: none is known to have. */
  readonly secret: number | null;
  readonly findings: readonly Finding[];
  /** What the signature header would have to be; null where too little is known. */
  readonly expected: string | null;
  readonly received: string | null;
  /** The beginning of what is signed. */
  readonly signedContent: string | null;
}

export const fault = (code: string, detail: string, fix: string): Finding => ({
  level: 'fault',
  code,
  detail,
  fix,
});
export const warning = (code: string, detail: string, fix: string): Finding => ({
  level: 'warning',
  code,
  detail,
  fix,
});

/** Something that may have been before somebody changed it. `changed` is null for what is as it came. */
export interface Form<T> {
  readonly value: T;
  readonly changed: Finding | null;
}

export const asItIs = <T>(value: T): Form<T> => ({ value, changed: null });
