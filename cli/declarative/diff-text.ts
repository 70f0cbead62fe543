import { isDeepStrictEqual } from 'node:util';
import { structuredPatch } from 'diff';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { Output, Style } from '../output.js';
import { printable } from '../printable.js';
import { nameOf } from './manifest.js';
import { subjectOf, type Step } from './plan.js';
import { shownFields, type ShownChange } from './show-step.js';

const openObject = z.record(z.string(), z.unknown());
const CONTEXT_LINES = 3;

/** Writes what the step would change as a unified diff of what its document states; nothing where that is nothing. */
export function writeDiff(output: Output, step: Step): void {
  const name = `${step.tenant} ${nameOf(subjectOf(step))}`;
  if (step.kind === 'unchanged') return;
  if (step.kind === 'delete') return output.text(output.styled('red', `--- ${name} is deleted\n`));
  const [before, after] = documentsOf(shownFields(step));
  const place = step.manifest.placeOf('');
  output.text(output.styled('bold', step.kind === 'create' ? `--- (new)` : `--- ${name}, as it is`));
  output.text(output.styled('bold', `+++ ${name}, as ${place} states it`));
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: CONTEXT_LINES });
  for (const { oldStart, oldLines, newStart, newLines, lines } of hunks) {
    output.text(output.styled('cyan', `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`));
    for (const line of lines) output.text(coloured(output, printable(line)));
  }
  output.text();
}

const COLOURS: Readonly<Record<string, Style>> = { '+': 'green', '-': 'red' };

function coloured(output: Output, line: string): string {
  const colour = COLOURS[line.slice(0, 1)];
  return colour === undefined ? line : output.styled(colour, line);
}

/** Both sides as YAML of the same order, so that only what differs differs. */
function documentsOf(fields: readonly ShownChange[]): readonly [string, string] {
  const side = (value: (field: ShownChange) => unknown): string => {
    const document: Record<string, Record<string, unknown>> = {};
    for (const field of fields) {
      const [, part = '', name = ''] = field.pointer.split('/');
      const content = value(field);
      if (content !== undefined) (document[part] ??= {})[name] = content;
    }
    return Object.keys(document).length === 0 ? '' : stringify(document, { lineWidth: 0 });
  };
  return [side(({ before, after }) => aligned(before, after)), side(({ after }) => after)];
}

/** A value with its keys in the order of another; what is the same is written the same. */
function aligned(value: unknown, model: unknown): unknown {
  if (isDeepStrictEqual(value, model)) return model;
  if (Array.isArray(value))
    return value.map((item: unknown, index) =>
      aligned(item, Array.isArray(model) ? model[index] : undefined),
    );
  const [fields, wanted] = [openObject.safeParse(value).data, openObject.safeParse(model).data];
  if (fields === undefined || wanted === undefined) return value;
  const order = [...Object.keys(wanted).filter((key) => key in fields), ...Object.keys(fields)];
  return Object.fromEntries([...new Set(order)].map((key) => [key, aligned(fields[key], wanted[key])]));
}
