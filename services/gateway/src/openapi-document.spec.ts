import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { CONTROLLERS } from './controllers.js';
import { handledOperations } from './handles.decorator.js';
import { openApiDocument } from './openapi-document.js';
import { OPERATIONS } from './operations/index.js';

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
});

const componentsSchema = z.looseObject({
  components: z.looseObject({
    schemas: z.record(z.string(), z.record(z.string(), z.unknown())),
    responses: z.record(z.string(), z.unknown()),
  }),
});

describe('the OpenAPI document', () => {
  const document = openApiDocument(OPERATIONS);

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('has every route that a controller handles, and no other', () => {
    const handled = CONTROLLERS.flatMap(handledOperations).map(({ id }) => id);
    const { paths } = documentSchema.parse(document);
    const documented = Object.values(paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(handled.toSorted(byText)).toEqual(documented.toSorted(byText));
    expect(new Set(documented).size).toBe(documented.length);
  });

  it('describes every named schema, and not by itself', () => {
    const { schemas } = componentsSchema.parse(document).components;
    for (const [name, schema] of Object.entries(schemas))
      expect([name, schema['type']]).toEqual([name, 'object']);
  });

  it('leaves no reference open', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"#\/components\/(\w+)\/([\w-]+)"/g)];
    const { components } = componentsSchema.parse(document);
    expect(references.length).toBeGreaterThan(50);
    const named = { ...components.schemas, ...components.responses };
    for (const [, , name = ''] of references) expect(Object.keys(named)).toContain(name);
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}
