import { randomUUID } from 'node:crypto';
import type { ServiceError } from '../errors';
import type { Caller } from '../operation';
import type { Service } from '../services/service';
import type { TrailEvent } from './event';
import { resourcesOf } from './resources';
import { inCloudTrailSpelling } from './spelling';

/** A call, and how it ended. */
export interface Ended {
  service: Service;
  name: string;
  caller: Caller;
  requestId: string;
  time: number;
  /** Undefined where it was not understood. */
  input?: unknown;
  output?: unknown;
  error?: ServiceError | undefined;
}

/** [CloudTrail record contents]: what is longer than 100 KB is left out. */
const LONGEST = 100 * 1024;

/** The event of a call. */
export function callEvent({ service, name, caller, requestId, time, input, output, error }: Ended): TrailEvent {
  const readOnly = /^(Describe|Get|List|Lookup)/.test(name);
  const request = inCloudTrailSpelling(input);
  const response = readOnly ? undefined : inCloudTrailSpelling(output);
  return {
    id: randomUUID(),
    requestId,
    time,
    source: service.eventSource,
    name,
    apiVersion: service.model.metadata.apiVersion,
    readOnly,
    accessKeyId: caller.accessKeyId,
    accountId: caller.accountId,
    principalArn: caller.principalArn,
    sourceIdentity: caller.sourceIdentity,
    sourceIPAddress: caller.sourceIPAddress,
    userAgent: caller.userAgent,
    request: short(request),
    response: short(response),
    error: error && { code: error.code, message: error.message.slice(0, 1024) },
    resources: resourcesOf(request, response),
  };
}

const short = (value: unknown) => (value === undefined || JSON.stringify(value).length > LONGEST ? undefined : value);
