import { createHash } from 'node:crypto';
import { memberOf, type Json } from '../json-value.js';
import { textOf, textOrNull } from './lenient-values.js';
import type { Person } from './model.js';

type Avatar = Person['avatar'];

/** The avatar in every size: those that the helpdesk states, the largest of them for the others, else gravatar's. */
export function readAvatar(value: Json, email: string): Avatar {
  const single = textOf(value);
  const stated = SIZES.flatMap((size) => textOrNull(memberOf(value, size)) ?? []);
  const hash = md5Hex(email.trim().toLowerCase());
  const pick = (size: keyof Avatar): string => {
    const known = single === '' ? textOf(memberOf(value, size)) : single;
    if (known !== '') return known;
    return stated.at(-1) ?? `https://secure.gravatar.com/avatar/${hash}.png?r=PG&s=${size}`;
  };
  return {
    '20': pick('20'),
    '24': pick('24'),
    '32': pick('32'),
    '48': pick('48'),
    '64': pick('64'),
    '128': pick('128'),
  };
}

const SIZES = ['20', '24', '32', '48', '64', '128'] as const;

/** MD5 names things here as the vendors do; it protects nothing. */
export function md5Hex(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
