import { memberOf, type Json } from '../json-value.js';
import { htmlToText, textToHtml } from './html-text.js';
import { firstText, textOf } from './lenient-values.js';

const SUMMARY_CHARACTERS = 100;

export interface Content {
  readonly html: string;
  readonly text: string;
}

/** HTML and text of a body; of the two, one is made from the other where it is missing. */
export function readContent(value: Json): Content {
  const html = textOf(memberOf(value, 'html'));
  const text = textOf(memberOf(value, 'text'));
  return {
    html: html === '' ? textToHtml(text) : html,
    text: text === '' ? htmlToText(html) : text,
  };
}

/** The stated summary, else the first 100 characters (code points) of the text. */
export function readSummary(stated: Json, text: string): string {
  return firstText(stated, firstCharacters(text));
}

function firstCharacters(text: string): string {
  // Twice as many code units always hold enough code points.
  return Array.from(text.slice(0, 2 * SUMMARY_CHARACTERS))
    .slice(0, SUMMARY_CHARACTERS)
    .join('');
}
