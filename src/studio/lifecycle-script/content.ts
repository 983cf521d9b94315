import { gunzipSync, gzipSync } from 'node:zlib';
import { compose, composition, type Part } from './compose';
import { ScriptError } from './script-error';

/** `Content` of CreateStudioLifecycleConfig: base64, 1..16384 characters (service model). */
export const contentLimit = 16_384;

/** A lifecycle configuration's content, and what takes its space. */
export interface Content {
  /** Base64, as the API takes it. */
  base64: string;
  /** The script as a shell runs it. */
  script: string;
  /** Characters of base64 that each part takes when it stands readable. */
  sizes: { name: string; characters: number }[];
}

/**
 * The content that runs the parts: readable where that is within the limit, else compressed, which takes about half.
 * ScriptError where it is too long even so, with what each part takes.
 */
export function contentOf(parts: readonly Part[], version: string): Content {
  const script = compose(parts, version);
  const sizes = parts.map(({ name, text }) => ({
    name,
    characters: base64(compose([{ name, text }], version)).length,
  }));
  const content = [script, packed(script)].map(base64).find(({ length }) => length <= contentLimit);
  if (content !== undefined) return { base64: content, script, sizes };
  const most = sizes.toSorted((a, b) => b.characters - a.characters);
  throw new ScriptError(
    `the scripts take ${base64(packed(script)).length} characters even compressed, and a lifecycle configuration holds ` +
      `${contentLimit}; what takes the space: ${most.map(({ name, characters }) => `${name} ${characters}`).join(', ')}`,
  );
}

/** The script in a lifecycle configuration's content, decompressed if it is one of ours. */
export function scriptOf(content: string): string {
  const text = Buffer.from(content, 'base64').toString('utf8');
  const [, body] = composition(text)
    ? (/^exec bash -c "\$\(echo (\S+) \| base64 -d \| gunzip\)"$/m.exec(text) ?? [])
    : [];
  return body === undefined ? text : gunzipSync(Buffer.from(body, 'base64')).toString('utf8');
}

function packed(script: string): string {
  const head = script.split('\n').slice(0, 3).join('\n');
  const body = gzipSync(script, { level: 9 }).toString('base64');
  return `${head}\nexec bash -c "$(echo ${body} | base64 -d | gunzip)"\n`;
}

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
