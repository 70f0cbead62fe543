import type { CodeLanguage } from '../../../ui/highlight.js';

interface Program {
  readonly label: 'PHP' | 'Node' | 'Python';
  readonly language: CodeLanguage;
  readonly code: string;
}

/** How a receiver knows that a request is genuine. */
export interface Guide {
  /** Paragraphs; what stands between back quotes is code. */
  readonly paragraphs: readonly string[];
  readonly programs: readonly Program[];
}

const PROGRAMS = [
  { label: 'PHP', language: 'php', fence: 'php' },
  { label: 'Node', language: 'javascript', fence: 'js' },
  { label: 'Python', language: 'python', fence: 'python' },
] as const;
const HEADING = /^## (?:Verify|Authenticate)$/m;
const LINK = /\[([^\]]+)\]\([^)]+\)/g;

/** What a page of the documentation (`docs/receivers.md`, `docs/dialects/*.md`) says of it, and the programs that its tests run. */
export function guideOf(page: string): Guide {
  const [, after = ''] = page.split(HEADING);
  const [section = ''] = after.split(/^## /m);
  const [intro = ''] = section.split(/^### /m);
  return {
    paragraphs: intro
      .trim()
      .split(/\n{2,}/)
      .map((paragraph) => paragraph.replaceAll('\n', ' ').replaceAll(LINK, '$1')),
    programs: PROGRAMS.flatMap(({ fence, ...program }) => {
      const code = new RegExp(`^\`\`\`${fence}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(section)?.[1];
      return code === undefined ? [] : [{ ...program, code }];
    }),
  };
}

/** A text as a shell takes it literally. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The token of a URL that a receiver without signatures knows its sender by; null where it has none. */
export const tokenOf = (url: string): string | null => URL.parse(url)?.searchParams.get('token') ?? null;
