import * as z from 'zod';
import { DURATION, TIME } from './time';

/*
 * A seed's own words begin in lower case and are set down here. Beside them stand members of AWS's requests, which
 * begin in upper case and are checked against the service model, where their rules are.
 */

const Time = z.string().regex(TIME, 'must be "now", a time ago such as "3h ago", or a date').describe('when');
const Duration = z.string().regex(DURATION, 'must be a duration such as "90s", "5m", "24h" or "7d"');
const Rate = z.number().min(0).max(1);
const Tags = z.record(z.string(), z.string());
const made = { created: Time.optional(), tags: Tags.optional() };

const AppForm = z.looseObject({
  status: z.enum(['InService', 'Pending', 'Failed', 'Deleting', 'Deleted']).optional(),
  since: Time.optional().describe('when it was started'),
  failure: z.string().optional().describe('FailureReason of a failed app'),
  tags: Tags.optional(),
});

const UserProfileForm = z.looseObject({
  ...made,
  apps: z.array(AppForm).optional().describe('apps of Studio Classic'),
});

const SpaceForm = z.looseObject({
  ...made,
  owner: z.string().describe('user profile that owns it'),
  sharing: z.enum(['Private', 'Shared']),
  apps: z.array(AppForm).optional(),
});

const DomainForm = z.looseObject({
  ...made,
  userProfiles: z.record(z.string(), UserProfileForm).optional(),
  spaces: z.record(z.string(), SpaceForm).optional(),
});

const ImageForm = z.looseObject({
  ...made,
  versions: z
    .array(z.looseObject({ created: Time.optional(), failure: z.string().optional() }))
    .optional()
    .describe('oldest first: 1, 2, …'),
});

const LifecycleConfigForm = z.looseObject({
  ...made,
  script: z.string().describe('the script itself; it is encoded for you'),
  fails: z.boolean().optional().describe('an app that is started with it fails'),
});

const Chaos = z.strictObject({
  seed: z.number().int().nonnegative(),
  rates: z.record(
    z.string(),
    z.strictObject({
      throttle: Rate.optional(),
      internal: Rate.optional(),
      unavailable: Rate.optional(),
      cut: Rate.optional(),
      slow: z.strictObject({ rate: Rate, milliseconds: z.number().int().nonnegative() }).optional(),
    }),
  ),
});

/** A whole seed. */
export const SeedForm = z.strictObject({
  account: z
    .string()
    .regex(/^\d{12}$/, 'must be the 12 digits of an account id, in quotes')
    .optional(),
  region: z.string().optional(),
  quotas: z.record(z.string(), z.number().int().nonnegative()).optional().describe('service quotas by name'),
  durations: z.record(z.string(), Duration).optional().describe('how long transitions take in AWS time'),
  presignedUrlOrigin: z.url().optional(),
  allowClassicCreation: z.boolean().optional(),
  imageUsers: z
    .record(z.string(), z.strictObject({ uid: z.number().int(), gid: z.number().int() }))
    .optional()
    .describe('who an image’s processes run as'),
  callers: z
    .record(z.string(), z.strictObject({ principal: z.string(), allow: z.array(z.string()) }))
    .optional()
    .describe('what callers may do, by access key'),
  chaos: Chaos.optional(),
  lifecycleConfigs: z.record(z.string(), LifecycleConfigForm).optional(),
  images: z.record(z.string(), ImageForm).optional(),
  appImageConfigs: z.record(z.string(), z.looseObject(made)).optional(),
  domains: z.record(z.string(), DomainForm).optional(),
});
export type SeedForm = z.infer<typeof SeedForm>;
export type AppForm = z.infer<typeof AppForm>;
export type DomainForm = z.infer<typeof DomainForm>;
