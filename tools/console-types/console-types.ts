import openapiTypescript, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../../services/gateway/src/openapi-document.js';
import { OPERATIONS } from '../../services/gateway/src/operations/index.js';

const HEAD = `// Made of the gateway's OpenAPI document by \`npm run console:types\`. Do not edit.
`;

/** The types of the HTTP API as TypeScript, for the console's client. */
export async function consoleTypes(): Promise<string> {
  const nodes = await openapiTypescript(JSON.stringify(openApiDocument(OPERATIONS)), {
    alphabetize: true,
    defaultNonNullable: false,
  });
  return HEAD + astToString(nodes);
}
