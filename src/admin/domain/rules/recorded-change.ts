import * as z from 'zod';
import { type Hand, handOf, UserIdentity } from '../../converge/event-hand';
import { isSettings, type Setting, type Settings } from '../../studio-file/settings';
import type { ResourceKind } from '../../studio-file/wanted';
import type { Drift } from './drift';

const Json: z.ZodType<Settings> = z.custom<Settings>(isSettings);
const Told = z.object({
  eventSource: z.enum(['sagemaker.amazonaws.com', 'sso.amazonaws.com']),
  eventName: z.string(),
  errorCode: z.string().optional(),
  requestParameters: Json,
  responseElements: Json.nullish(),
  userIdentity: UserIdentity,
});

/** The call that made a resource as it is. */
export interface RecordedChange extends Hand {
  at: Date;
  call: string;
}

/** Where a drift is looked for: ids of its domain and its own ARN, as far as they are known. */
export interface ResourceIds {
  domainId: string | undefined;
  arn: string | undefined;
  /** Of an assignment: whom it is for. */
  principalId?: string | undefined;
}

/** Whether a call that was recorded did what a drift is: on that resource, successful, and setting what differs. */
export function changeIn(record: unknown, at: Date, drift: Drift, place: ResourceIds): RecordedChange | undefined {
  const { data } = Told.safeParse(record);
  if (!data || data.errorCode !== undefined || !drift.calls.includes(data.eventName)) return undefined;
  const { requestParameters: request, responseElements: response, userIdentity } = data;
  if (!isAbout(request, response ?? {}, drift, place)) return undefined;
  if (drift.paths.length > 0 && !drift.paths.some((path) => says(request, path.split('.')))) return undefined;
  return { at, call: data.eventName, ...handOf(userIdentity) };
}

const nameMembers: Readonly<Record<ResourceKind, string>> = {
  domain: 'domainId',
  'user profile': 'userProfileName',
  assignment: 'principalId',
  space: 'spaceName',
  'lifecycle configuration': 'studioLifecycleConfigName',
  AppImageConfig: 'appImageConfigName',
};

function isAbout(
  request: Settings,
  response: Settings,
  { what }: Drift,
  { domainId, arn, principalId }: ResourceIds,
): boolean {
  const same = (member: string, value: string | undefined, inside = request) => {
    const told = inside[member];
    return typeof told === 'string' && told.toLowerCase() === value?.toLowerCase();
  };
  if (request['resourceArn'] !== undefined) return same('resourceArn', arn);
  if (what.kind === 'assignment') return same('principalId', principalId);
  if (what.kind === 'domain') return same('domainId', domainId) || same('domainArn', arn, response);
  return same(nameMembers[what.kind], what.name) && (what.domain === undefined || same('domainId', domainId));
}

/** CloudTrail writes members with a small letter at their head, which for abbreviations is told in more than one way. */
function says(request: Settings, path: readonly string[]): boolean {
  let value: Setting | undefined = request;
  for (const step of path) {
    if (!isSettings(value)) return false;
    const entries: [string, Setting | undefined][] = Object.entries(value);
    // Some members have another name in updates.
    const names = [step, `${step}ForUpdate`].map((one) => one.toLowerCase());
    value = entries.find(([name]) => names.includes(name.toLowerCase()))?.[1];
  }
  return value !== undefined;
}
