import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const Policy = z.object({ Statement: z.array(z.object({ Action: z.array(z.string()) })) });

/** The actions that the documentation says an administrator must be allowed. */
export const administratorsPolicy = (() => {
  const page = readFileSync(path.resolve(__dirname, '../../../docs/permissions.md'), 'utf8');
  const [, json = ''] = /^## For domain commands$.*?^```json$(.*?)^```$/ms.exec(page) ?? [];
  return Policy.parse(JSON.parse(json)).Statement.flatMap(({ Action }) => Action);
})();
