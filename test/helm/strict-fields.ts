// Test support: fields that nobody knows. Kubernetes' schemas let them pass, a cluster drops them with a warning; the compiler
// refuses them in a literal of the object's type.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { runCommand } from '../../tools/nats-server/run-command.js';
import { modelModule } from './kube-models.js';
import type { KubeObject } from './objects.schema.js';

const COMPILE_MS_MAX = 120_000;
const OPTIONS = {
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

/** What is wrong with the objects' fields, or an empty text. */
export async function unknownFields(objects: readonly KubeObject[]): Promise<string> {
  const state = join(projectRoot(), '.deskhook');
  await mkdir(state, { recursive: true });
  // Within the checkout, where the models' types are found.
  const folder = await mkdtemp(join(state, 'kube-types-'));
  try {
    const files = objects.map((_, index) => `object-${index}.ts`);
    const config = { compilerOptions: OPTIONS, files };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await Promise.all(
      objects.map((one, index) => writeFile(join(folder, `object-${index}.ts`), literal(one))),
    );
    const compiled = await runCommand(join(projectRoot(), 'node_modules', '.bin', 'tsc'), ['-p', folder], {
      timeoutMs: COMPILE_MS_MAX,
      cwd: folder,
    });
    return compiled.kind === 'ok' ? '' : compiled.reason;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function literal(object: KubeObject): string {
  const type = `I${object.kind}`;
  return [
    `// ${object.kind} ${object.metadata.name}`,
    `import type { ${type} } from '${modelModule(object)}/${object.kind}';`,
    `export const object: ${type} = ${JSON.stringify(object.source, null, 2)};`,
  ].join('\n');
}
