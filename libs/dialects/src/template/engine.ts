import {
  defaultOperators,
  type Context,
  type Expression,
  Liquid,
  type LiquidOptions,
  Output,
  type Template,
  Tokenizer,
  tags,
  toValue,
  TypeGuards,
  Value,
} from 'liquidjs';
import { escapeForm, escapeXml } from './escapes.js';
import { templateFilters } from './filters.js';
import { MeteredCaseTag, MeteredForTag } from './metered-tags.js';
import { weightOf } from './work-meter.js';

/** What `{{ … }}` does to a value: nothing, or what makes it a text of the surrounding syntax. */
export type TextSyntax = 'plain' | 'xml' | 'form';

type OperatorResult = ReturnType<(typeof defaultOperators)[string]>;

/** What every output of a text goes through, and the filter that does the same by name. */
const ESCAPES = {
  plain: null,
  xml: { outputEscape: escapeXml, filter: 'escape' },
  form: { outputEscape: escapeForm, filter: 'url_encode' },
} as const satisfies Record<TextSyntax, unknown>;

/** The tags of a template. There is none that reads another template, and none that keeps state from text to text. */
const TAGS = {
  assign: tags['assign'],
  case: MeteredCaseTag,
  comment: tags['comment'],
  for: MeteredForTag,
  break: tags['break'],
  continue: tags['continue'],
  if: tags['if'],
  raw: tags['raw'],
  unless: tags['unless'],
  '#': tags['#'],
};

/** Operators whose work grows with what they compare. */
const COMPARING = ['==', '!=', '<', '<=', '>', '>=', 'contains'];

const OPERATORS = {
  ...defaultOperators,
  ...Object.fromEntries(COMPARING.map((name) => [name, metered(name)])),
};

const ENGINES = {
  plain: sandbox('plain'),
  xml: sandbox('xml'),
  form: sandbox('form'),
} as const satisfies Record<TextSyntax, Liquid>;

/** The Liquid of templates: own properties only, no files, no clock, unknown filters and tags refused. */
export function engine(syntax: TextSyntax): Liquid {
  return ENGINES[syntax];
}

/** Parses a text; throws when it is no template. */
export function parseText(text: string, syntax: TextSyntax): readonly Template[] {
  const parts = engine(syntax).parse(text);
  // Liquid itself passes over what follows an expression: `{{ ticket.subject upcase }}`.
  for (const part of parts) if (part instanceof Output) parseExpression(part.token.content);
  return parts;
}

/** Parses an expression with filters, as it stands in `{{ … }}` and `{% if … %}`. */
export function parseExpression(text: string): Value {
  const plain = engine('plain');
  const tokenizer = new Tokenizer(text, plain.options.operators);
  const value = new Value(tokenizer.readFilteredValue(), plain);
  tokenizer.skipBlank();
  if (!tokenizer.end() || !isWhole(value.initial)) {
    throw new Error(`"${text.trim().slice(0, 60)}" is no expression; filters follow a |`);
  }
  return value;
}

/** Whether every operator has its operands and no operand is left over. */
function isWhole({ postfix }: Expression): boolean {
  let operands = 0;
  for (const token of postfix) {
    const taken = !TypeGuards.isOperatorToken(token) ? 0 : token.operator === 'not' ? 1 : 2;
    if (operands < taken) return false;
    operands += 1 - taken;
  }
  return operands === 1;
}

function sandbox(syntax: TextSyntax): Liquid {
  const escape = ESCAPES[syntax];
  const options: LiquidOptions = {
    ownPropertyOnly: true,
    strictFilters: true,
    // In memory, and empty.
    templates: {},
    operators: OPERATORS,
    ...(escape === null ? {} : { outputEscape: escape.outputEscape }),
  };
  const liquid = new Liquid(options);
  replaceAll(liquid.tags, TAGS);
  replaceAll(liquid.filters, templateFilters(escape?.filter ?? null));
  return liquid;
}

function metered(name: string): (left: unknown, right: unknown, context: Context) => OperatorResult {
  const compare = defaultOperators[name];
  if (compare === undefined) throw new Error(`the engine lacks the operator ${name}`);
  return (left, right, context) => {
    context.memoryLimit.use(weightOf(toValue(left)) + weightOf(toValue(right)));
    return compare(left, right, context);
  };
}

function replaceAll<T>(table: Record<string, T>, entries: Readonly<Record<string, T | undefined>>): void {
  for (const name of Object.keys(table)) delete table[name];
  for (const [name, entry] of Object.entries(entries)) if (entry !== undefined) table[name] = entry;
}
