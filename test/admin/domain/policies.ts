import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const Policy = z.object({ Statement: z.array(z.object({ Action: z.union([z.string(), z.array(z.string())]) })) });

/** The policies that docs/permissions.md says for a Studio file: of plan, what apply and destroy need besides, for SSO, and to see and to write guardrails. */
export function studioPolicies(): unknown[] {
  const page = readFileSync(path.resolve(__dirname, '../../../docs/permissions.md'), 'utf8');
  const [section = ''] = /^## For a Studio file$.*?(?=^## )/ms.exec(page) ?? [];
  return [...section.matchAll(/^```json$(.*?)^```$/gms)].map(([, json = '']): unknown => JSON.parse(json));
}

export const actionsOf = (policy: unknown) => Policy.parse(policy).Statement.flatMap(({ Action }) => Action);
