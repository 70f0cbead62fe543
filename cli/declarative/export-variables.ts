import type { JsonRecord } from './manifest.js';

/** A reference to a variable, which must not be taken for a text that looks like one. */
class Reference {
  constructor(readonly name: string) {}
}

/** The variables in the place of what may be secret, such as `CRM_SYNC_URL_1`. */
export class Variables {
  readonly names: string[] = [];

  constructor(
    private readonly owner: string,
    private readonly withSecrets: boolean,
  ) {}

  for(name: string, value: string): string | Reference {
    if (this.withSecrets) return value;
    this.names.push(this.nameOf(name));
    return new Reference(this.nameOf(name));
  }

  nameOf(name: string): string {
    return `${this.owner}_${name}`
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .replace(/^(?=\d)/, '_');
  }
}

/** Fields as a document writes them: what would be taken for a variable is escaped. */
export function written(fields: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, writtenValue(value)]));
}

function writtenValue(value: unknown): unknown {
  if (value instanceof Reference) return `\${${value.name}}`;
  if (typeof value === 'string') return value.replace(/\$(?=\{[A-Za-z_][A-Za-z0-9_]*\})/g, '$$$$');
  if (Array.isArray(value)) return value.map(writtenValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, writtenValue(each)]));
}
