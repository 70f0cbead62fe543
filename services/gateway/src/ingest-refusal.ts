import type { Failure, Refusal } from '@deskhook/contracts';

const FAILURES: Readonly<Partial<Record<string, Failure['kind']>>> = {
  not_json: 'malformed',
  too_large: 'too-large',
};

/** What a refused event makes of the request that brought it. */
export function refusalKind({ reason }: Refusal): Failure['kind'] {
  return FAILURES[reason] ?? 'invalid';
}

/** Who could publish them could make receivers and people believe what never happened. */
export function ownNews(type: string): Refusal {
  const detail = `attribute "type": "${type}" is news that only Deskhook tells: publish a type of the catalogue or custom.<name>`;
  return { reason: 'unknown_type', detail, pointer: '/type' };
}
