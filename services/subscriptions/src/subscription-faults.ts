import { jsonPointer } from '@deskhook/contracts';
import { DIALECTS, nativeEvent, selectorProblem, type Dialect, type OptionValues } from '@deskhook/dialects';
import type { AddressPolicy } from '@deskhook/domain';
import { accessFaults, type AccessParts } from './access-faults.js';
import { conditionFaults, type JudgedCondition } from './condition-faults.js';
import { optionsFaults } from './dialect-options.js';
import { urlFaults } from './endpoint-urls.js';
import { invalid, pointed, type Fault } from './faults.js';
import { redactFaults } from './redact-faults.js';

/** What of a subscription its dialect judges; what is absent stays unjudged. */
export interface JudgedParts {
  readonly name?: string | undefined;
  readonly urls?: readonly string[] | undefined;
  readonly events?: readonly string[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly options?:
    { readonly kept: OptionValues; readonly given: Readonly<Record<string, unknown>> } | undefined;
  readonly condition?: JudgedCondition | undefined;
  readonly access?: AccessParts | undefined;
  readonly redact?: readonly string[] | undefined;
}

/** Throws a failure that names everything that the dialect or the network policy refuses. */
export function assertSuits(dialect: Dialect, parts: JudgedParts, policy: AddressPolicy): void {
  const faults = suitFaults(dialect, parts, policy);
  if (faults.length > 0) throw invalid(faults);
}

/** Everything that the dialect or the network policy refuses. */
export function suitFaults(dialect: Dialect, parts: JudgedParts, policy: AddressPolicy): Fault[] {
  const { name, urls, events, headers, options, condition, access, redact } = parts;
  return [
    ...(name === undefined ? [] : nameFaults(dialect, name)),
    ...(urls === undefined ? [] : urlFaults(urls, dialect.limits, policy)),
    ...(events === undefined ? [] : eventFaults(dialect, events)),
    ...(headers === undefined ? [] : headerFaults(dialect, headers)),
    ...(options === undefined ? [] : optionsFaults(dialect, options.kept, options.given)),
    ...(condition === undefined ? [] : conditionFaults(condition)),
    ...(access === undefined ? [] : accessFaults(access, policy, Date.now())),
    ...(redact === undefined ? [] : redactFaults(redact)),
  ];
}

function nameFaults({ limits, name: dialect }: Dialect, name: string): Fault[] {
  if (name.length <= limits.nameLengthMax) return [];
  const detail = `must have at most ${limits.nameLengthMax} characters in the dialect ${dialect}`;
  return pointed([{ pointer: '/name', detail }]);
}

function eventFaults(dialect: Dialect, events: readonly string[]): Fault[] {
  const errors = events.flatMap((text, index) => {
    const problem = selectorProblem(dialect, text);
    const detail = problem === null ? null : (elsewhere(dialect, text) ?? problem);
    return detail === null ? [] : [{ pointer: `/events/${index}`, detail }];
  });
  return pointed(errors);
}

/** Headers that the dialect sets itself. */
export function headerFaults(
  { reservedHeaders = [], name: dialect }: Dialect,
  headers: Readonly<Record<string, string>>,
): Fault[] {
  const own = Object.keys(headers).filter((name) =>
    reservedHeaders.some((prefix) => name.toLowerCase().startsWith(prefix)),
  );
  const detail = `reserved: the dialect ${dialect} sets it itself`;
  return pointed(own.map((name) => ({ pointer: jsonPointer(['headers', name]), detail })));
}

/** For a name that another vendor knows: what happened there goes by its canonical types here. */
function elsewhere(dialect: Dialect, text: string): string | null {
  const owner = Object.values<Dialect>(DIALECTS).find((other) => nativeEvent(other, text) !== undefined);
  const types = owner === undefined ? [] : (nativeEvent(owner, text)?.types ?? []);
  const usable = types.filter((type) => selectorProblem(dialect, type) === null);
  if (owner === undefined || usable.length === 0) return null;
  return `"${text}" is an event of the dialect ${owner.name}: in ${dialect.name} use ${usable.join(', ')}`;
}
