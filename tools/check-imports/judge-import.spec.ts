import { describe, expect, it } from '@jest/globals';
import { judgeImport } from './judge-import.js';
import { readImports } from './read-imports.js';

describe('judgeImport', () => {
  it.each([
    ['services/evaluator/evaluator.module.ts', '@deskhook/messaging'],
    ['services/evaluator/evaluator.module.ts', './derive/derive.js'],
    ['services/evaluator/evaluator.module.ts', '@nestjs/common'],
    ['services/main.ts', './evaluator/evaluator.module.js'],
    ['libs/messaging/src/publisher.ts', '@deskhook/contracts'],
    ['libs/contracts/src/index.ts', '@deskhook/domain'],
    ['libs/domain/src/delivery-id.ts', 'node:crypto'],
    ['libs/dialects/src/template/engine.ts', 'liquidjs'],
    ['libs/domain/src/retry.spec.ts', 'fast-check'],
    ['libs/messaging/src/publisher.int-spec.ts', '../../../test/support/nats.js'],
    ['tools/demo/main.ts', '../../services/evaluator/evaluator.module.js'],
    ['test/e2e/pipeline.e2e-spec.ts', '../../libs/domain/src/retry.js'],
    ['libs/connectors/src/github/verify.ts', 'node:crypto'],
    ['cli/doctor/check-broker.ts', '@deskhook/messaging'],
    ['console/src/app/shell.tsx', '@mantine/core'],
    ['console/vite.config.ts', 'node:url'],
    ['console/src/form/draft.spec.ts', '@deskhook/contracts'],
    ['console/src/form/guide.ts', '../../../docs/receivers.md?raw'],
  ])('lets %s import %s', (path, specifier) => {
    expect(judgeImport(path, specifier)).toBeUndefined();
  });

  it.each([
    ['cli/main.ts', '../services/main.js', 'the command line may not import services'],
    ['libs/publisher/src/event.ts', '@deskhook/contracts', 'libs/publisher may not import libs/contracts'],
    ['libs/connectors/src/github/verify.ts', 'undici', 'libs/connectors is pure: no undici'],
    [
      'services/evaluator/evaluator.module.ts',
      '../dispatcher/sender.js',
      'may not import services/dispatcher',
    ],
    ['services/evaluator/evaluator.module.ts', '../main.js', 'may not import services'],
    [
      'services/evaluator/evaluator.module.ts',
      '../../libs/domain/src/index.js',
      'by its name, @deskhook/domain',
    ],
    ['services/evaluator/evaluator.module.ts', '../../tools/local-stack/ports.js', 'may not import'],
    ['services/evaluator/evaluator.module.ts', '@deskhook/domain/src/retry.js', 'by its name alone'],
    ['libs/contracts/src/index.ts', '@deskhook/messaging', 'may not import libs/messaging'],
    ['libs/messaging/src/index.ts', '@deskhook/database', 'may not import libs/database'],
    ['libs/messaging/src/index.ts', '@deskhook/messaging', 'by a relative path'],
    ['libs/dialects/src/index.ts', '@deskhook/contracts', 'may not import libs/contracts'],
    ['libs/domain/src/index.ts', '@deskhook/dialects', 'may not import libs/dialects'],
    ['libs/domain/src/index.ts', 'node:fs', 'is pure'],
    ['libs/domain/src/index.ts', '@nestjs/common', 'is pure'],
    ['libs/domain/src/index.ts', 'liquidjs', 'is pure'],
    ['libs/dialects/src/template/engine.ts', 'node:fs', 'is pure'],
    ['libs/domain/src/index.ts', '../../../services/logs/x.js', 'may not import services/logs'],
    ['console/src/api/client.ts', '@deskhook/domain', 'knows the API alone'],
    ['console/src/api/client.ts', '../../../libs/domain/src/index.js', 'by its name'],
    ['console/src/api/client.ts', 'node:fs', 'a browser has no'],
  ])('forbids %s to import %s', (path, specifier, reason) => {
    expect(judgeImport(path, specifier)).toContain(reason);
  });
});

describe('readImports', () => {
  it('sees every way of naming a module, and only those', () => {
    const source = [
      `import { a } from './a.js';`,
      `import type { B } from './b.js';`,
      `export * from './c.js';`,
      `const d = await import('./d.js');`,
      `let e: import('./e.js').E;`,
      `import './f.js';`,
      `// import './comment.js'`,
      'const text = "import \'./text.js\'";',
    ].join('\n');
    expect(readImports('x.ts', source)).toEqual(
      ['./a.js', './b.js', './c.js', './d.js', './e.js', './f.js'].map((specifier, index) => ({
        specifier,
        line: index + 1,
      })),
    );
  });
});
