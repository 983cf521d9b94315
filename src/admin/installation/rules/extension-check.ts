import * as z from 'zod';

/** What the lifecycle script `check-extensions` found of one extension that an app must have. */
export const ExtensionCheck = z.object({
  /** The app's ARN. */
  app: z.string(),
  extension: z.string(),
  /** A version specifier, such as `>=0.1.0`; empty for any version. */
  required: z.string(),
  /** The version found; empty for none. */
  found: z.string(),
  state: z.enum(['enabled', 'disabled', 'missing', 'too-old']),
});
export type ExtensionCheck = z.infer<typeof ExtensionCheck>;

/** What the lines of results begin with in the log. */
export const checkTerm = 'studiolo-check';

/** The last result of each app and extension among log lines, oldest first; other lines are passed over. */
export function lastChecks(lines: readonly string[]): ExtensionCheck[] {
  const last = new Map<string, ExtensionCheck>();
  for (const line of lines) {
    const json = new RegExp(`${checkTerm} (\\{.*\\})`).exec(line)?.[1];
    const check = json === undefined ? undefined : ExtensionCheck.safeParse(parsed(json)).data;
    if (check) last.set(`${check.app.toLowerCase()} ${check.extension}`, check);
  }
  return [...last.values()];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Whoever writes to the log can write such a line; it is none of ours.
    return undefined;
  }
}
