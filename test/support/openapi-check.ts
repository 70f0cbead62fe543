import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';

const responseSchema = z.looseObject({
  $ref: z.string().optional(),
  content: z.record(z.string(), z.unknown()).optional(),
});
const documentSchema = z.looseObject({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ responses: z.record(z.string(), responseSchema) })),
  ),
});

export interface ObservedAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
}

/** Holds real answers against an OpenAPI document; throws where they disagree. */
export class OpenApiCheck {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly paths: z.infer<typeof documentSchema>['paths'];

  constructor(document: object) {
    addFormats.default(this.ajv);
    this.ajv.addSchema(document, 'openapi');
    this.paths = documentSchema.parse(document).paths;
  }

  check(answer: ObservedAnswer): void {
    const template = this.templateOf(answer.path.split('?')[0] ?? '');
    const operation = this.paths[template ?? '']?.[answer.method.toLowerCase()];
    if (template === null || operation === undefined) return;
    const what = `${answer.method} ${template} → ${answer.status} ${answer.contentType}`;
    const response = operation.responses[answer.status];
    if (response === undefined) throw new Error(`${what}: the status is not in the document`);
    const base =
      response.$ref ??
      `#/paths/${escape(template)}/${answer.method.toLowerCase()}/responses/${answer.status}`;
    const mediaType = (answer.contentType.split(';')[0] ?? '').trim();
    if (answer.status === 204 || mediaType.startsWith('text/')) return;
    const validate = this.ajv.compile({ $ref: `openapi${base}/content/${escape(mediaType)}/schema` });
    if (!validate(answer.body)) throw new Error(`${what}: ${faults(validate)}`);
  }

  private templateOf(path: string): string | null {
    const matches = Object.keys(this.paths).filter((template) =>
      new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
    return matches[0] ?? null;
  }
}

function escape(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function faults(validate: ValidateFunction): string {
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`).join('; ');
}
