import type { Template, Value } from 'liquidjs';
import type { JsonValue } from '../json-value.js';

/** A JSON template, parsed: what each of its places becomes. */
export type JsonNode =
  | { readonly kind: 'literal'; readonly value: JsonValue }
  /** A text with Liquid in it. */
  | { readonly kind: 'text'; readonly parts: readonly Template[] }
  /** A text that is one output and nothing else: its value, with its type. */
  | { readonly kind: 'value'; readonly expression: Value }
  | { readonly kind: 'list'; readonly elements: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly members: readonly Member[] }
  | ForNode
  | IfNode
  | LetNode;

export type Member = readonly [name: string, node: JsonNode];

/** `{"$for", "as", "limit", "do"}`: a list; with `"key"` an object. */
export interface ForNode {
  readonly kind: 'for';
  readonly over: Value;
  readonly as: string;
  readonly limit: number;
  readonly key: JsonNode | null;
  readonly do: JsonNode;
}

/** `{"$if", "do", "else"}`: without `else`, what is not so is left out. */
export interface IfNode {
  readonly kind: 'if';
  readonly condition: Value;
  readonly do: JsonNode;
  readonly else: JsonNode | null;
}

/** `{"$let", "in"}`: names for values, each known to those after it. */
export interface LetNode {
  readonly kind: 'let';
  readonly names: readonly Member[];
  readonly in: JsonNode;
}
