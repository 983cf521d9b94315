import { Model } from '../../model/service';
import { service } from '../service';
import { LookupEvents } from './LookupEvents';
import model from './model.json';
import type { Operations } from './shapes';

/** Who did what: the calls that the emulator itself has answered, and those of IAM and Organizations that others have. */
export const cloudTrail = service(
  {
    title: 'CloudTrail',
    prefix: 'cloudtrail',
    signingName: 'cloudtrail',
    eventSource: 'cloudtrail.amazonaws.com',
  },
  new Model<Operations>(model),
  [LookupEvents],
);
