import { validationException } from '../errors';
import type { DefaultEbsStorageSettings, SpaceSettings } from '../model/shapes';
import type { SpaceRecord } from '../state/records';
import type { Context } from './context';

/** In GB: "the default size of the EBS volume is 5 GB" [DOC studio-updated-jl-admin-guide]. */
const SMALLEST = 5;

const sizeOf = (settings: SpaceSettings) => settings.SpaceStorageSettings?.EbsStorageSettings?.EbsVolumeSizeInGb;

/**
 * A new space's settings with the size of its volume: what it asks for, else the default that holds for it, up to
 * the maximum that holds for it (fact sheet, section 3). Only JupyterLab and Code Editor spaces have a volume.
 */
export function withStorage(settings: SpaceSettings, limits: DefaultEbsStorageSettings | undefined): SpaceSettings {
  requireWithinMaximum(settings, limits);
  if (settings.AppType !== 'JupyterLab' && settings.AppType !== 'CodeEditor') return settings;
  const { SpaceStorageSettings: asked, ...others } = settings;
  const EbsVolumeSizeInGb =
    asked?.EbsStorageSettings?.EbsVolumeSizeInGb ?? limits?.DefaultEbsVolumeSizeInGb ?? SMALLEST;
  return { SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb } }, ...others };
}

/** Assumption from EBS itself: a volume can be made larger and never smaller. */
export function requireNoShrinking(
  before: SpaceSettings,
  after: SpaceSettings,
  limits: DefaultEbsStorageSettings | undefined,
): void {
  const [was, is] = [sizeOf(before), sizeOf(after)];
  if (was === is) return;
  if (was !== undefined && is !== undefined && is < was) {
    throw validationException(`EbsVolumeSizeInGb [${is}] must not be smaller than the present size [${was}]`);
  }
  requireWithinMaximum(after, limits);
}

/**
 * What becomes of a space whose settings change: a volume that is enlarged rests for six hours, and a second enlargement
 * before that fails, with a sentence of AWS's [FB#100, #160, #187]. Assumption: the space is Update_Failed with it, and
 * stays as it was; whether AWS refuses the request instead is not told.
 */
export function enlargement(
  { clock, configuration }: Context,
  space: SpaceRecord,
  after: SpaceSettings,
): Pick<SpaceRecord, 'SpaceSettings' | 'volumeRestsUntil' | 'willFail'> {
  const { SpaceSettings: before, volumeRestsUntil } = space;
  const [was, is] = [sizeOf(before), sizeOf(after)];
  if (was === is || was === undefined) return { SpaceSettings: after, volumeRestsUntil, willFail: undefined };
  if (volumeRestsUntil !== undefined && volumeRestsUntil > clock.now()) {
    return { SpaceSettings: before, volumeRestsUntil, willFail: RESTS };
  }
  const until = clock.after(configuration.durations.volumeRest);
  return { SpaceSettings: after, volumeRestsUntil: until, willFail: undefined };
}

const RESTS =
  'VolumeModificationRateExceeded: We encountered an internal error when trying to update your volume size. ' +
  'Wait at least 6 hours before trying to update the volume size again.';

function requireWithinMaximum(settings: SpaceSettings, limits: DefaultEbsStorageSettings | undefined): void {
  const size = sizeOf(settings);
  if (size !== undefined && limits && size > limits.MaximumEbsVolumeSizeInGb) {
    throw validationException(
      `EbsVolumeSizeInGb [${size}] must not exceed MaximumEbsVolumeSizeInGb [${limits.MaximumEbsVolumeSizeInGb}]`,
    );
  }
}

/** The default size of a domain or profile does not exceed its maximum. */
export function requireStorageDefaults(limits: DefaultEbsStorageSettings | undefined): void {
  if (limits && limits.DefaultEbsVolumeSizeInGb > limits.MaximumEbsVolumeSizeInGb) {
    throw validationException(
      `DefaultEbsVolumeSizeInGb [${limits.DefaultEbsVolumeSizeInGb}] must not exceed MaximumEbsVolumeSizeInGb ` +
        `[${limits.MaximumEbsVolumeSizeInGb}]`,
    );
  }
}
