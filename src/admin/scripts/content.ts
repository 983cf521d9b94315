import { gunzipSync, gzipSync } from 'node:zlib';
import { compose } from './compose';
import { composition } from './composition';
import type { Part } from './part';
import { ScriptError } from './script-error';
import { textOf } from './script-name';

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
  const sizes = parts.map((part) => ({
    name: part.name,
    characters: base64(compose([part], version)).length,
  }));
  const content = [script, packed(script)].map(base64).find(({ length }) => length <= contentLimit);
  if (content !== undefined) return { base64: content, script, sizes };
  const most = sizes.toSorted((a, b) => b.characters - a.characters);
  throw new ScriptError(
    `the scripts take ${base64(packed(script)).length} characters even compressed, and a lifecycle configuration holds ` +
      `${contentLimit}; what takes the space: ${most.map(({ name, characters }) => `${textOf(name)} ${characters}`).join(', ')}`,
  );
}

/** The script in a lifecycle configuration's content, decompressed if it is one of ours. */
export function scriptOf(content: string): string {
  const text = Buffer.from(content, 'base64').toString('utf8');
  const body = composition(text) ? (packing.exec(text)?.[1] ?? formerPacking.exec(text)?.[1]) : undefined;
  return body === undefined ? text : gunzipSync(Buffer.from(body, 'base64')).toString('utf8');
}

const packing = /^(?:.*\n){3}exec bash <\(echo (\S+) \| base64 -d \| gunzip\)\n$/;
const formerPacking = /^(?:.*\n){3}exec bash -c "\$\(echo (\S+) \| base64 -d \| gunzip\)"\n$/;

/** Not as an argument of bash, which may have 128 KiB at most. */
function packed(script: string): string {
  const head = script.split('\n').slice(0, 3).join('\n');
  const body = gzipSync(script, { level: 9 }).toString('base64');
  return `${head}\nexec bash <(echo ${body} | base64 -d | gunzip)\n`;
}

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
