import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const Policy = z.object({ Statement: z.array(z.object({ Action: z.array(z.string()) })) });

/** The actions that the README says an administrator must be allowed. */
export const administratorsPolicy = (() => {
  const readme = readFileSync(path.resolve(__dirname, '../../../README.md'), 'utf8');
  const [, json = ''] = /^#+ Permissions of the administrator$.*?^```json$(.*?)^```$/ms.exec(readme) ?? [];
  return Policy.parse(JSON.parse(json)).Statement.flatMap(({ Action }) => Action);
})();
