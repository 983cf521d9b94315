import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { Emulator } from '../emulator';
import { validationException } from '../errors';
import { REGION } from '../region';

/** `POST /activity`: the emulator runs no kernels, so whoever rehearses an idle shutdown says when something ran. */
export const isActivity = (request: IncomingMessage) => request.method === 'POST' && request.url === '/activity';

const Activity = z.strictObject({
  region: z.string().regex(REGION).optional(),
  DomainId: z.string(),
  SpaceName: z.string(),
  AppType: z.enum(['JupyterLab', 'CodeEditor']),
  AppName: z.string().default('default'),
  at: z.iso.datetime().optional(),
});

/**
 * Notes the activity that a request's body tells: of which app, and `at` which time of ISO 8601, now if not said.
 * Throws ValidationException for another body, ResourceNotFound for an app that is not in service.
 */
export function noteActivity(emulator: Emulator, input: unknown): void {
  const activity = Activity.safeParse(input);
  if (!activity.success) {
    throw validationException(
      activity.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    );
  }
  const { region = emulator.region, at, ...app } = activity.data;
  emulator.noteActivity(region, app, at === undefined ? undefined : Date.parse(at));
}
