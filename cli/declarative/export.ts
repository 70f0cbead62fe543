import { tenantSchema, type TenantDefaults } from '@deskhook/contracts';
import { stringify } from 'yaml';
import { apiPath } from '../api-client.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { exportedSpec, type ExportedSpec } from './exported-fields.js';
import { liveOf, type Live } from './live.js';
import { API_VERSION, KINDS, type KindName } from './manifest.schema.js';
import { assertSeesAll } from './permission.js';

export interface ExportCommandOptions extends ConnectionOptions, OutputOptions {
  readonly kind?: readonly KindName[];
  readonly label?: readonly string[];
  readonly withSecrets?: boolean;
}

/** Writes what the tenant has as documents that can be applied again. */
export async function exportFiles(session: Session, options: ExportCommandOptions): Promise<ExitCode> {
  const { api, output } = session;
  await assertSeesAll(session);
  const tenant = await session.tenant();
  const { defaults } = await api.get(apiPath`/v1/tenants/${tenant}`, tenantSchema);
  const withSecrets = options.withSecrets === true;
  const documents: object[] = [];
  let count = 0;
  for (const kind of KINDS.filter((one) => options.kind?.includes(one) ?? true)) {
    for (const live of await liveOf(api, tenant, kind, options.label)) {
      const exported = exportedOf(live, { withSecrets, defaults });
      documents.push(exported.document);
      output.text(yamlOf(exported, count === 0).trimEnd());
      count++;
    }
  }
  output.document(documents);
  output.note(`${count} exported from ${tenant}`);
  return EXIT.ok;
}

interface Exported extends ExportedSpec {
  readonly document: object;
}

function exportedOf(
  live: Live,
  options: { readonly withSecrets: boolean; readonly defaults: TenantDefaults },
): Exported {
  const exported = exportedSpec(live, options);
  const { kind, name, labels } = live;
  const metadata = Object.keys(labels).length === 0 ? { name } : { name, labels };
  return { ...exported, document: { apiVersion: API_VERSION, kind, metadata, spec: exported.spec } };
}

/** Comments say what whoever applies it has to give. */
function yamlOf({ document, variables, omitted }: Exported, isFirst: boolean): string {
  const comments = [
    ...omitted.map((line) => `# Not exported: what is there keeps its own, for a new one set spec.${line}`),
    ...(variables.length === 0 ? [] : [`# To be set where it is applied: ${variables.join(', ')}`]),
  ];
  const lines = [...(isFirst ? [] : ['---']), ...comments, stringify(document, { lineWidth: 0 })];
  return lines.join('\n');
}
