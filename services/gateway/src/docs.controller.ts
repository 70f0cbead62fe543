import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Header, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { failure } from './failures.js';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { systemOperations as operations } from './operations/system.operations.js';

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Deskhook API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="reference"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`;
const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null });\n`;

/** The page's own files only: nothing is fetched from elsewhere. Swagger UI sets styles on its elements. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

const FOLDER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const FILES: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
]);
const CACHE = 'public, max-age=3600';

/** The reference page: Swagger UI from its package, showing /openapi.json. */
@Controller()
export class DocsController {
  @Handles(operations.docs)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  page(): string {
    return PAGE;
  }

  @Handles(operations.docsAsset)
  file(
    @Input() { params }: InputOf<typeof operations.docsAsset>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): StreamableFile {
    void reply.header('cache-control', CACHE);
    if (params.file === 'start.js')
      return new StreamableFile(Buffer.from(START), { type: 'text/javascript' });
    const type = FILES.get(params.file);
    if (type === undefined) throw failure('not-found', `The reference has no file "${params.file}"`);
    return new StreamableFile(createReadStream(join(FOLDER, params.file)), { type });
  }
}
