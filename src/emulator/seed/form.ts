import * as z from 'zod';
import { defaultConfiguration } from '../configuration';
import { operationNames } from '../services';
import { REGION } from '../region';
import { CallerForm } from './caller-form';
import { only, textOf } from './model-form';
import { notListed } from './nearest';
import { requireQuotaName } from './quota-names';
import { AppImageConfigForm, DomainForm, ImageForm, LifecycleConfigForm } from './resource-forms';
import { Duration } from './time';

const Rate = z.number().min(0, 'a rate is from 0 to 1').max(1, 'a rate is from 0 to 1');
const Rates = only({
  throttle: Rate.optional().describe('ThrottlingException'),
  internal: Rate.optional().describe('InternalFailure'),
  unavailable: Rate.optional().describe('ServiceUnavailable'),
  cut: Rate.optional().describe('the connection is cut in the middle of the answer'),
  slow: only({ rate: Rate, milliseconds: z.number().int().nonnegative() }).optional(),
});

const each = <Value extends z.ZodType>(words: readonly string[], value: Value) =>
  only(Object.fromEntries(words.map((word) => [word, value.optional()])));

/** Words that seeds had once. */
const RENAMED = { quotas: 'accountQuotas' };

/** A whole seed. */
export const SeedForm = only(
  {
    account: z
      .string()
      .regex(/^\d{12}$/, 'an account is 12 digits, in quotes')
      .optional(),
    region: z
      .string()
      .regex(REGION, 'a region is e.g. us-east-1')
      .optional()
      .describe('where the resources are: clients of other regions do not see them; us-east-1 if not said'),
    accountQuotas: z
      .record(
        z.string(),
        z.union(
          [z.literal('not offered'), z.number().int().nonnegative()],
          'a quota is a whole number from 0 on, or `not offered`',
        ),
      )
      .superRefine((quotas, context) => {
        for (const name of Object.keys(quotas)) requireQuotaName(name, context);
      })
      .optional()
      .describe(
        'service quotas that the account has, by name; unlimited if not named, and `not offered` where the region has none',
      ),
    durations: each(Object.keys(defaultConfiguration.durations), Duration)
      .optional()
      .describe('how long transitions take in AWS time'),
    presignedUrlOrigin: z.url().optional().describe('where presigned URLs point to'),
    allowClassicCreation: z.boolean().optional().describe('take new Studio Classic apps, as AWS no longer does'),
    imageUsers: z
      .record(textOf('ImageName'), only({ uid: z.number().int(), gid: z.number().int() }))
      .optional()
      .describe('who an image’s processes run as, if not 1000 and 100'),
    unreadableBaseImages: z
      .array(textOf('ImageBaseImage'))
      .optional()
      .describe('container images that cannot be pulled: versions of them fail'),
    unusableRoles: z
      .array(textOf('RoleArn'))
      .optional()
      .describe('execution roles that SageMaker cannot use: what is made or changed with one fails'),
    missingSubnets: z
      .array(textOf('SubnetId'))
      .optional()
      .describe('subnets that are gone: a domain in one can be neither made nor deleted, nor what is below it'),
    identityCenter: only({
      region: z
        .string()
        .regex(REGION, 'a region is e.g. us-east-1')
        .optional()
        .describe('the Region that it is in; any that is asked, if not said'),
      users: z
        .record(z.string().min(1).max(128), only({ DisplayName: z.string().optional(), email: z.string().optional() }))
        .optional()
        .describe('users by name'),
      groups: z
        .record(z.string().min(1).max(1024), z.array(z.string()))
        .optional()
        .describe('groups by name, each with the names of its users'),
    })
      .superRefine(({ users = {}, groups = {} }, context) => {
        for (const [group, members] of Object.entries(groups)) {
          for (const [at, name] of members.entries()) {
            if (Object.hasOwn(users, name)) continue;
            context.addIssue({
              code: 'custom',
              path: ['groups', group, at],
              message: notListed(name, Object.keys(users)),
              input: name,
            });
          }
        }
      })
      .optional()
      .describe('who is in Identity Center'),
    regionsWithoutStudio: z
      .array(z.string().regex(REGION, 'a region is e.g. us-east-1'))
      .optional()
      .describe('regions that answer no operation'),
    callers: z
      .record(z.string(), CallerForm)
      .optional()
      .describe('what callers may do, by access key; who is not named may do everything'),
    chaos: only({
      seed: z.number().int().nonnegative(),
      rates: each(['*', ...operationNames], Rates),
    })
      .optional()
      .describe('faults by operation, from 0 (never) to 1 (always)'),
    lifecycleConfigs: z.record(textOf('StudioLifecycleConfigName'), LifecycleConfigForm).optional(),
    images: z.record(textOf('ImageName'), ImageForm).optional(),
    appImageConfigs: z.record(textOf('AppImageConfigName'), AppImageConfigForm).optional(),
    domains: z.record(textOf('DomainId'), DomainForm).optional().describe('domains by id'),
  },
  RENAMED,
);
export type SeedForm = z.infer<typeof SeedForm>;
