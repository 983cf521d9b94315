import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import type { Text } from '../../protocol/messages/text-of';

/** All texts by their codes, beside the look's program: most looks have nothing to tell, and load none. */
const Texts = z.record(z.string(), z.union([z.string(), z.tuple([z.string(), z.string()])]));

let all: z.infer<typeof Texts> | undefined;

/** What takes the place of `protocol/messages/text-of` in the look's program (`scripts/build.mjs`). */
export function textOf(code: string): Text | undefined {
  all ??= Texts.parse(JSON.parse(readFileSync(path.join(__dirname, 'messages.json'), 'utf8')));
  return Object.hasOwn(all, code) ? all[code] : undefined;
}
