import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ERASED, PersonEraser } from './erased-text.js';
import { joinedValues, NOTHING_KNOWN, personIn } from './person-values.js';

const jane = {
  id: 45,
  name: 'Jane Doe',
  first_name: 'Jane',
  email: 'jane@example.com',
  phone: '+49 30 1234567',
};
const event = {
  specversion: '1.0',
  data: {
    actor: { id: 45, name: 'Agent Smith', is_agent: true },
    ticket: {
      id: 9_007_199_254_740_993n.toString(),
      subject: 'Cannot log in',
      requester: jane,
      body: {
        text: 'Hi, I am JANE  DOE <Jane@Example.com>, call +49 30 1234567. Not mary-jane@example.com.',
      },
      cc: ['jane@example.com', 'bob@example.com'],
      status: { name: 'Jane' },
    },
  },
};
const query = { email: 'JANE@example.com', id: null };
const erased = (document: unknown, by = query) => {
  const values = personIn(document, by);
  return values === null ? null : new PersonEraser(values).json(JSON.stringify(document));
};

describe('what a document says of a person', () => {
  it('is found by the address, wherever it stands', () => {
    expect(personIn(event, query)).toEqual({
      emails: ['jane@example.com'],
      texts: ['Jane Doe', '+49 30 1234567'],
      parts: ['Jane'],
    });
    expect(personIn(event, { email: 'nobody@example.com', id: null })).toBeNull();
    expect(personIn({ customer: { mail: 'Jane@example.com', fullName: 'J. Doe' } }, query)).toMatchObject({
      texts: ['J. Doe'],
    });
  });

  it('is found by the id, where a person who asks or writes stands', () => {
    expect(personIn(event, { email: null, id: '45' })?.emails).toEqual(['jane@example.com']);
    expect(personIn({ ticket: { id: 45, subject: 'x' } }, { email: null, id: '45' })).toBeNull();
    expect(personIn({ actor: event.data.actor }, { email: null, id: '45' })).toBeNull();
    expect(
      personIn({ cc: [{ external_id: 'x-1', name: 'Jo Doe' }] }, { email: null, id: 'x-1' }),
    ).not.toBeNull();
  });
});

describe('a document without a person', () => {
  it('keeps the rest, to the byte', () => {
    const json = `{ "big": 12345678901234567890.10, "requester":{"email":"jane@example.com" , "name": "Jane Doe","age":7},"ok":"caf\\u00e9" }`;
    const values = personIn(JSON.parse(json), query) ?? NOTHING_KNOWN;
    expect(new PersonEraser(values).json(json)).toBe(
      `{ "big": 12345678901234567890.10, "requester":{"email":"${ERASED}" , "name": "${ERASED}","age":7},"ok":"caf\\u00e9" }`,
    );
  });

  it('has neither address nor names nor numbers, in texts either', () => {
    const text = erased(event) ?? '';
    expect(JSON.parse(text)).toMatchObject({
      data: {
        actor: event.data.actor,
        ticket: {
          subject: 'Cannot log in',
          requester: { id: 45, name: ERASED, first_name: ERASED, email: ERASED, phone: ERASED },
          body: {
            text: `Hi, I am ${ERASED} <${ERASED}>, call ${ERASED}. Not mary-jane@example.com.`,
          },
          cc: [ERASED, 'bob@example.com'],
          status: { name: ERASED },
        },
      },
    });
  });

  it('is the same when it is erased again', () => {
    const once = erased(event) ?? '';
    const eraser = new PersonEraser(personIn(event, query) ?? NOTHING_KNOWN);
    expect(eraser.json(once)).toBe(once);
  });

  it('is one as well where it is no JSON', () => {
    const eraser = new PersonEraser(personIn(event, query) ?? NOTHING_KNOWN);
    expect(eraser.text('mail=jane%40example.com&name=Jane+Doe&x=1')).toBe(
      `mail=${ERASED}&name=${ERASED}&x=1`,
    );
    expect(eraser.text('to%20jane%40example.com')).toBe(`to%20${ERASED}`);
    expect(eraser.text('jane@example.com.au, xjane@example.com')).toBe(
      'jane@example.com.au, xjane@example.com',
    );
    expect(eraser.isIn('From: JANE@EXAMPLE.COM')).toBe(true);
    expect(eraser.isIn('Janet Doerr')).toBe(false);
  });

  it('never has the address, and always parses', () => {
    const email = 'jane.o+x@example.com';
    const leaf = fc.oneof(
      fc.string().map((text) => `${text} ${email} `),
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(email, email.toUpperCase(), null, true),
    );
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('email', 'name', 'a', 'requester'), tie('node'), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (document) => {
        const values = joinedValues(
          { emails: [email], texts: [], parts: [] },
          personIn(document, { email, id: null }) ?? NOTHING_KNOWN,
        );
        const without = new PersonEraser(values).json(JSON.stringify(document));
        expect(() => JSON.parse(without)).not.toThrow();
        for (const text of strings(JSON.parse(without))) expect(text.trim().toLowerCase()).not.toBe(email);
      }),
    );
  });
});

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}
