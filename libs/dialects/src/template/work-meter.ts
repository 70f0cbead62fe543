import { TemplateError } from './template-error.js';

/**
 * What one rendering may cost. Work is counted, not timed: the same template and event succeed or fail alike on every
 * machine and on every attempt. Whatever the engine does is charged here before it is done, so a template can hold up
 * nobody for long: a unit takes about 10 to 50 ns.
 */
export interface WorkMeter {
  readonly spend: (units: number) => void;
  /** One tag, output or piece of text. */
  readonly step: () => void;
}

/** A full meter; it throws a `TemplateError` when the work is used up. */
export function workMeter(): WorkMeter {
  let spent = 0;
  const spend = (units: number): void => {
    if (!(units > 0)) return;
    if (units > UNITS_AT_ONCE_MAX) throw new TemplateError('a value in the template becomes too large');
    spent += units;
    if (spent > UNITS_MAX) throw new TemplateError('the template does more work than one rendering may');
  };
  return { spend, step: () => spend(STEP_UNITS) };
}

/** What going through a value costs: a unit a character, more for each element. Objects are only looked into by name. */
export function weightOf(value: unknown): number {
  let weight = 0;
  const rest: unknown[] = [value];
  while (rest.length > 0 && weight <= UNITS_MAX) {
    const next = rest.pop();
    if (typeof next === 'string') weight += next.length;
    weight += ELEMENT_UNITS;
    if (Array.isArray(next)) for (const element of next) rest.push(element);
  }
  return weight;
}

/** What finding the elements or members of a value costs. */
export function breadthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return ELEMENT_UNITS;
  return ELEMENT_UNITS * (Array.isArray(value) ? value.length : Object.keys(value).length);
}

/** 100,000 steps, or a million elements, or ten million characters. */
const UNITS_MAX = 10_000_000;
/** More than any value of an event can have, which is at most a million bytes. */
const UNITS_AT_ONCE_MAX = 6_000_000;
const STEP_UNITS = 100;
const ELEMENT_UNITS = 10;
